import { i18n } from '#i18n'
import { Button } from '../../lib/ui/button.tsx'
import { Hint, Problem } from '../../lib/ui/notice.tsx'
import { troubleText } from '../../lib/ui/trouble-text.ts'
import type { AccountView, ToolView } from '../../lib/ui-api/protocol.ts'

interface ToolStandingProps {
  readonly tool: ToolView
  readonly account: AccountView | undefined
  readonly onRetry: () => unknown
  readonly onPlex: () => unknown
}

/** How far it is with a tool's token, and the ways on; nothing where it is just there. */
export function ToolStanding({ tool, account, onRetry, onPlex }: ToolStandingProps) {
  const { id, state, trouble, isToCopyAgain } = tool
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
    return (
      <>
        <Problem>{whyText(trouble ?? 'internal')}</Problem>
        <div class="row wrap">
          <Button small describedBy={describedBy} onClick={onRetry}>
            {i18n.t('tool.try_again')}
          </Button>
          <Button small describedBy={describedBy} onClick={onPlex}>
            {i18n.t('tool.approve_at_plex')}
          </Button>
        </div>
      </>
    )
  }
  if (account && account.health !== 'ok') return <Hint>{i18n.t('tool.signed_out')}</Hint>
  return isToCopyAgain ? <Hint>{i18n.t('tool.copy_again')}</Hint> : null
}

function whyText(trouble: NonNullable<ToolView['trouble']>): string {
  if (trouble === 'forbidden' || trouble === 'not_found' || trouble === 'other_account') {
    return i18n.t(`tool.refused.${trouble}`)
  }
  return troubleText(trouble)
}
