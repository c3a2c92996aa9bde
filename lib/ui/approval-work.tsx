import { i18n } from '#i18n'
import type { ApprovalView } from '../ui-api/protocol.ts'
import { Button } from './button.tsx'
import { Problem } from './notice.tsx'

interface ApprovalWorkProps {
  readonly work: NonNullable<ApprovalView['work']>
  readonly onRetry: () => unknown
  readonly onPlex: () => void
}

/** How far it is with what the person allowed, and the ways on. */
export function ApprovalWork({ work, onRetry, onPlex }: ApprovalWorkProps) {
  const { state, tokenKind, trouble } = work
  if (state === 'asking') return <p role="status">{i18n.t('approval.asking')}</p>
  if (state === 'at_plex') {
    return (
      <>
        <p role="status">{i18n.t('approval.at_plex')}</p>
        <Button wide kind="primary" onClick={onPlex}>
          {i18n.t('approval.open_again')}
        </Button>
      </>
    )
  }
  const why = trouble ?? 'internal'
  return (
    <>
      <Problem>{i18n.t(`approval.refused.${why}`)}</Problem>
      <div class="row">
        <Button wide onClick={onRetry}>
          {i18n.t('approval.try_again')}
        </Button>
        {tokenKind === 'site' && (
          <Button wide onClick={onPlex}>
            {i18n.t('approval.approve_at_plex')}
          </Button>
        )}
      </div>
    </>
  )
}
