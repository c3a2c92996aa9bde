import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '../../lib/ui/button.tsx'
import { HomeUserForm } from '../../lib/ui/home-user-form.tsx'
import { homeTroubleText } from '../../lib/ui/home-words.ts'
import { Hint, Problem } from '../../lib/ui/notice.tsx'
import { troubleText } from '../../lib/ui/trouble-text.ts'
import type { AccountView, Failure, ToolView } from '../../lib/ui-api/protocol.ts'

interface ToolStandingProps {
  readonly tool: ToolView
  readonly account: AccountView | undefined
  /** When Plex may be asked for a Home user again (ms since the epoch); null: now. */
  readonly homeRetryAt: number | null
  /** @param pin of a Home user; empty where there is none */
  readonly retry: (pin: string) => Promise<Failure | null>
  readonly onPlex: () => unknown
}

/** How far it is with a tool's token, and the ways on; nothing where it is just there. */
export function ToolStanding(props: ToolStandingProps) {
  const { tool, account, homeRetryAt, retry, onPlex } = props
  const { id, state, trouble, isToCopyAgain } = tool
  const [isAgain, setAgain] = useState(false)
  const describedBy = `tool-${id}`
  if (state === 'making') return <p role="status">{i18n.t('tool.making')}</p>
  if (state === 'at_plex') {
    return (
      <div class="row wrap">
        <p role="status" class="grow">
          {i18n.t('tool.at_plex')}
        </p>
        <Button small describedBy={describedBy} onClick={onPlex}>
          {i18n.t('tool.open_again')}
        </Button>
      </div>
    )
  }
  if (state === 'refused') {
    const home = account?.home ?? null
    const isPinWrong = home?.hasPin === true && trouble === 'home_pin'
    return (
      <>
        {!isPinWrong && <Problem>{whyText(trouble ?? 'internal', home !== null)}</Problem>}
        <HomeUserForm
          hasPin={home?.hasPin === true}
          label={i18n.t('tool.try_again')}
          describedBy={describedBy}
          retryAt={home && homeRetryAt}
          {...(isPinWrong ? { refusal: i18n.t('tool.refused.home_pin') } : {})}
          autoFocus={isAgain}
          act={(pin) => {
            setAgain(true)
            return retry(pin)
          }}
        >
          <Button small describedBy={describedBy} onClick={onPlex}>
            {i18n.t('tool.approve_at_plex')}
          </Button>
        </HomeUserForm>
      </>
    )
  }
  if (account && account.health !== 'ok') return <Hint>{i18n.t('tool.signed_out')}</Hint>
  return isToCopyAgain ? <Hint>{i18n.t('tool.copy_again')}</Hint> : null
}

function whyText(trouble: NonNullable<ToolView['trouble']>, isHomeUser: boolean): string {
  switch (trouble) {
    case 'forbidden':
    case 'not_found':
    case 'other_account':
    case 'token_lost':
      return i18n.t(`tool.refused.${trouble}`)
  }
  return isHomeUser && trouble === 'rate_limited'
    ? homeTroubleText(trouble, '')
    : troubleText(trouble)
}
