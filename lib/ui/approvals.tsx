import { i18n } from '#i18n'
import type { Background } from '../ui-api/client.ts'
import type { UiState } from '../ui-api/protocol.ts'
import { ApprovalCard } from './approval-card.tsx'
import { Problem } from './notice.tsx'
import { troubleText } from './trouble-text.ts'
import { useAction } from './use-action.ts'

interface ApprovalsProps {
  readonly state: Pick<UiState, 'approvals' | 'accounts' | 'currentAccountId'>
  readonly background: Background
}

/** The requests that wait, oldest first, one at a time. */
export function Approvals({ state, background }: ApprovalsProps) {
  const [failure, run] = useAction()
  const [approval, ...others] = state.approvals
  return (
    <div class="stack">
      {failure && <Problem>{troubleText(failure)}</Problem>}
      {approval ? (
        <ApprovalCard
          key={approval.id}
          approval={approval}
          accounts={state.accounts}
          currentId={state.currentAccountId}
          more={others.length}
          deciding={{
            allow: ({ accountId, tokenKind, duration, email, pin }) =>
              run(
                background.call('approval.allow', {
                  id: approval.id,
                  accountId,
                  tokenKind,
                  duration,
                  email,
                  pin,
                }),
              ),
            // Not waited for: it goes on until the person has approved.
            atPlex: () => void run(background.call('approval.atPlex', { id: approval.id })),
            deny: () => run(background.call('approval.deny', { id: approval.id })),
            signIn: () => background.call('link.start', { kind: 'strong' }),
          }}
        />
      ) : (
        <h1>{i18n.t('approval.none')}</h1>
      )}
    </div>
  )
}
