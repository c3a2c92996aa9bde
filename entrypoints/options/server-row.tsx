import { i18n } from '#i18n'
import { Address } from '../../lib/ui/address.tsx'
import { Button } from '../../lib/ui/button.tsx'
import { Problem } from '../../lib/ui/notice.tsx'
import { troubleText } from '../../lib/ui/trouble-text.ts'
import { useAction } from '../../lib/ui/use-action.ts'
import { useId } from '../../lib/ui/use-id.ts'
import type { CheckedServerView, ConnectionView, Failure } from '../../lib/ui-api/protocol.ts'

interface ServerRowProps {
  readonly server: CheckedServerView
  readonly check: () => Promise<Failure | null>
}

export function ServerRow({ server, check }: ServerRowProps) {
  const { name, version, connections } = server
  const [failure, run] = useAction()
  const id = useId()
  const about = [ownerText(server), version && i18n.t('servers.version', [version])]
  return (
    <li class="stack">
      <div class="row wrap server-row">
        <div class="grow">
          <p id={id} class="strong">
            <bdi>{name || i18n.t('servers.nameless')}</bdi>
          </p>
          <p class="small soft">{about.filter(Boolean).join(' · ')}</p>
        </div>
        <p role="status" class="small soft">
          {progressText(connections)}
        </p>
        {connections.length > 0 && (
          <Button small describedBy={id} onClick={() => run(check())}>
            {i18n.t('servers.check')}
          </Button>
        )}
      </div>
      {failure && <Problem>{troubleText(failure)}</Problem>}
      {connections.length === 0 ? (
        <p class="small soft">{i18n.t('servers.no_connections')}</p>
      ) : (
        <ul class="connections small">
          {connections.map((connection) => (
            <Row key={connection.uri} connection={connection} />
          ))}
        </ul>
      )}
    </li>
  )
}

function Row({ connection }: { readonly connection: ConnectionView }) {
  const { uri, local, relay, check } = connection
  const kind = relay ? 'relay' : local ? 'local' : 'remote'
  return (
    <li>
      <span class="soft">{i18n.t(`servers.connection.${kind}`)}</span> <Address origin={uri} />{' '}
      <span class={check?.state === 'reachable' ? 'found good-text' : 'found soft'}>
        {check && foundText(check)}
      </span>
    </li>
  )
}

function ownerText({ owned, owner }: CheckedServerView): string {
  if (owned) return i18n.t('servers.yours')
  return owner ? i18n.t('servers.of', [owner]) : i18n.t('servers.of_somebody')
}

/** While connections are checked; empty before and after. */
function progressText(connections: readonly ConnectionView[]): string {
  const asked = connections.filter(({ check }) => check !== null)
  const done = asked.filter(({ check }) => check?.state !== 'checking')
  if (done.length === asked.length) return ''
  return i18n.t('servers.checked', [String(done.length), String(asked.length)])
}

function foundText(check: NonNullable<ConnectionView['check']>): string {
  if (check.state !== 'reachable') return i18n.t(`servers.found.${check.state}`)
  return i18n.t('servers.found.reachable', [String(Math.round(check.ms))])
}
