import { useState } from 'preact/hooks'
import type { AccountView, ApprovalView, Commands } from '../ui-api/protocol.ts'
import { durationsFor } from './durations.ts'

/** What the person chooses before Allow. */
export type Choice = Omit<Commands['approval.allow'], 'id'>

/**
 * The choice as it stands: at first what was chosen before, or what is usual.
 *
 * @param currentId the account that the person uses
 */
export function useChoice(
  { work, origin, isPrivate, tokenKinds, accountId }: ApprovalView,
  accounts: readonly AccountView[],
  currentId: string | null,
): [Choice, (news: Partial<Choice>) => void] {
  const [choice, setChoice] = useState<Choice>({
    accountId: work?.accountId ?? accountId ?? '',
    tokenKind: work?.tokenKind ?? tokenKinds[0] ?? 'site',
    duration: work?.duration ?? durationsFor(origin, isPrivate).usual,
    email: work?.email ?? false,
    pin: '',
  })
  // The account may go while the approval waits, or come.
  const [usual] = accounts
  const account = [choice.accountId, currentId]
    .flatMap((wanted) => accounts.find(({ id }) => id === wanted) ?? [])
    .at(0)
  return [
    { ...choice, accountId: (account ?? usual)?.id ?? '' },
    (news) => setChoice((former) => ({ ...former, ...news })),
  ]
}
