import { i18n } from '#i18n'
import { nameOf } from '../../lib/ui/account-field.tsx'
import { Button } from '../../lib/ui/button.tsx'
import { whatHappened } from '../../lib/ui/link-words.ts'
import { Problem } from '../../lib/ui/notice.tsx'
import { stalledText, tryAgainText } from '../../lib/ui/trouble-text.ts'
import { useTimeLeft } from '../../lib/ui/use-time-left.ts'
import type { Background } from '../../lib/ui-api/client.ts'
import type { UiState } from '../../lib/ui-api/protocol.ts'

interface AddAccountProps {
  readonly state: Pick<UiState, 'link' | 'accounts'>
  readonly background: Background
}

/** How far it is with a sign-in, and what came of it. */
export function AddAccount({ state, background }: AddAccountProps) {
  const { link, accounts } = state
  switch (link.phase) {
    case 'idle':
      return null
    case 'linked': {
      const renewed = accounts.find(({ renewedAt }) => renewedAt !== null && renewedAt >= link.at)
      if (!renewed) return null
      return <p role="status">{i18n.t('account.renewed', [nameOf(renewed)])}</p>
    }
    case 'creating':
    case 'waiting':
      return <UnderWay link={link} background={background} />
    default:
      return <Ended link={link} background={background} />
  }
}

type LinkOf<Phase> = Extract<UiState['link'], { phase: Phase }>

interface LinkProps<Phase> {
  readonly link: LinkOf<Phase>
  readonly background: Background
}

function UnderWay({ link, background }: LinkProps<'creating' | 'waiting'>) {
  const { call } = background
  const isWaiting = link.phase === 'waiting'
  return (
    <div class="card stack">
      <p role="status">{i18n.t(isWaiting ? `waiting.${link.kind}` : 'waiting.creating')}</p>
      {isWaiting && link.code && <p class="code">{link.code}</p>}
      {isWaiting && link.trouble && <Problem>{stalledText(link.trouble)}</Problem>}
      <div class="row">
        {isWaiting && (
          <Button small kind="primary" onClick={() => call('link.reopen', {})}>
            {i18n.t('waiting.open_again')}
          </Button>
        )}
        <Button small onClick={() => call('link.cancel', {})}>
          {i18n.t('waiting.cancel')}
        </Button>
      </div>
    </div>
  )
}

function Ended({ link, background }: LinkProps<'expired' | 'cancelled' | 'failed'>) {
  const { call } = background
  const left = useTimeLeft(link.phase === 'failed' ? link.retryAt : 0)
  return (
    <div class="card stack">
      <Problem>{whatHappened(link)}</Problem>
      <div class="row">
        <Button
          small
          kind="primary"
          disabled={left > 0}
          onClick={() => call('link.start', { kind: link.kind })}
        >
          {tryAgainText(left)}
        </Button>
        <Button small onClick={() => call('link.dismiss', {})}>
          {i18n.t('ended.back')}
        </Button>
      </div>
    </div>
  )
}
