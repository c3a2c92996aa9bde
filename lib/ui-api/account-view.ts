import { type Account, userIdOf } from '../accounts/account.ts'
import type { AccountView } from './protocol.ts'

/**
 * All accounts, as a person sees them. Those of one name are told apart.
 *
 * @param needPin the accounts for which only their Home user's PIN helps
 */
export function accountViews(
  accounts: readonly Account[],
  needPin: ReadonlySet<string> = new Set(),
): AccountView[] {
  return accounts.map((account) => {
    const { id, label, home, health, since, tokenSince } = account
    const name = nameOf(account)
    const isOut = health === 'signed_out' || health === 'key_lost'
    return {
      ...{ id, name, label, detail: detailOf(account), twin: twinOf(account, accounts) },
      userId: userIdOf(account),
      home: home && { adminId: home.adminId, hasPin: home.hasPin },
      needsPin: home?.hasPin === true && (isOut || needPin.has(id)),
      ...{ health, since, renewedAt: tokenSince > since ? tokenSince : null },
    }
  })
}

function nameOf({ label, user }: Account): string | null {
  return label || (user && (user.title || user.username || user.email)) || null
}

function detailOf({ user, label }: Account): string {
  const name = nameOf({ user, label } as Account)
  return [user?.email, user?.username, user?.title].find((text) => text && text !== name) ?? ''
}

/** What tells an account from others of its name; empty where none has it. */
function twinOf(account: Account, accounts: readonly Account[]): string {
  const same = accounts.filter((other) => nameOf(other) === nameOf(account))
  if (same.length === 1) return ''
  const detail = detailOf(account)
  const isOwn = detail !== '' && same.filter((other) => detailOf(other) === detail).length === 1
  return isOwn ? detail : String(same.indexOf(account) + 1)
}
