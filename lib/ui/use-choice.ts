import { useState } from 'preact/hooks'
import type { AccountView, ApprovalView, Commands } from '../ui-api/protocol.ts'
import { durationsFor } from './durations.ts'

/** What the person chooses before Allow. */
export type Choice = Omit<Commands['approval.allow'], 'id'>

/** The choice as it stands: at first what was chosen before, or what is usual. */
export function useChoice(
  { work, origin, isPrivate, tokenKinds }: ApprovalView,
  accounts: readonly AccountView[],
): [Choice, (news: Partial<Choice>) => void] {
  const [choice, setChoice] = useState<Choice>({
    accountId: work?.accountId ?? '',
    tokenKind: work?.tokenKind ?? tokenKinds[0] ?? 'site',
    duration: work?.duration ?? durationsFor(origin, isPrivate).usual,
    email: work?.email ?? false,
  })
  // The account may go while the approval waits, or come.
  const account = accounts.find(({ id }) => id === choice.accountId) ?? accounts[0]
  return [
    { ...choice, accountId: account?.id ?? '' },
    (news) => setChoice((former) => ({ ...former, ...news })),
  ]
}
