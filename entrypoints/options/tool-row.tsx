import { i18n } from '#i18n'
import { nameOf } from '../../lib/ui/account-field.tsx'
import { Button } from '../../lib/ui/button.tsx'
import { inMinutes } from '../../lib/ui/dates.ts'
import type { Background } from '../../lib/ui-api/client.ts'
import type { AccountView, Failure, ToolView } from '../../lib/ui-api/protocol.ts'
import { CopyControls } from './copy-controls.tsx'
import { ToolStanding } from './tool-standing.tsx'

interface ToolRowProps {
  readonly tool: ToolView
  readonly account: AccountView | undefined
  /** When Plex may be asked for a Home user again (ms since the epoch); null: now. */
  readonly homeRetryAt: number | null
  readonly background: Background
  readonly run: (action: Promise<Failure | null>) => Promise<void>
}

export function ToolRow({ tool, account, homeRetryAt, background, run }: ToolRowProps) {
  const { id, name, server, since } = tool
  const { call, ask } = background
  const about = [nameOf(account), server, i18n.t('settings.since', [inMinutes(since)])]
  return (
    <li class="stack">
      <div class="row wrap site-row">
        <div class="grow">
          <p id={`tool-${id}`} class="strong">
            <bdi>{name}</bdi>
          </p>
          <p class="small soft">{about.filter((text) => text !== null).join(' · ')}</p>
        </div>
        <div class="row wrap">
          <CopyControls
            describedBy={`tool-${id}`}
            hasServer={server !== null}
            isReady={tool.state === 'ready'}
            fetchText={(form) => ask('tool.copy', { id, form })}
          />
          <Button
            small
            kind="danger"
            describedBy={`tool-${id}`}
            onClick={() => run(call('tool.revoke', { id }))}
          >
            {i18n.t('tool.revoke')}
          </Button>
        </div>
      </div>
      <ToolStanding
        tool={tool}
        account={account}
        homeRetryAt={homeRetryAt}
        retry={(pin) => call('tool.retry', { id, pin })}
        onPlex={() => run(call('tool.atPlex', { id }))}
      />
    </li>
  )
}
