import { i18n } from '#i18n'
import type { Background } from '../../lib/ui-api/client.ts'
import type { AccountDetails } from '../../lib/ui-api/protocol.ts'
import { LoadedPart } from './loaded-part.tsx'
import { ServerRow } from './server-row.tsx'

interface ServersPartProps {
  readonly details: Pick<AccountDetails, 'accountId' | 'servers'>
  readonly background: Background
}

/** The media servers of an account, and the ways to each. */
export function ServersPart({ details, background }: ServersPartProps) {
  const { accountId: id, servers } = details
  return (
    <LoadedPart
      title={i18n.t('servers.title')}
      loaded={servers}
      onReload={() => background.call('account.reload', { id, what: 'servers' })}
    >
      {(list) =>
        list.length === 0 ? (
          <p class="soft">{i18n.t('servers.none')}</p>
        ) : (
          <>
            <p class="small soft">{i18n.t('servers.hint')}</p>
            <ul class="rows">
              {list.map((server) => (
                <ServerRow
                  key={server.clientIdentifier}
                  server={server}
                  check={() => background.checkConnections(server)}
                />
              ))}
            </ul>
          </>
        )
      }
    </LoadedPart>
  )
}
