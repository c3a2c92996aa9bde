import * as v from 'valibot'
import type { Account } from '../accounts/account.ts'
import { defineCollection } from '../storage/collection.ts'

/** When a token was last looked at, by the account's id or the token's identifier; times in ms since the epoch. */
export const CHECKS = defineCollection(
  'checked',
  1,
  v.object({
    at: v.number(),
    /** Not before this: the last look met trouble. */
    retryAt: v.number(),
    /** It is dead, and only the Home user's PIN gets another. */
    needsPin: v.boolean(),
  }),
)

export type Check = v.InferOutput<(typeof CHECKS)['schema']>

/** What is looked at: an account's own token, or one that was made for somebody. */
export interface Subject {
  readonly id: string
  readonly accountId: string
  readonly isMade: boolean
}

const DAY_MS = 24 * 3_600_000
const HOUR_MS = 3_600_000

/** Whether a Home user can be signed in again without their PIN. */
export function isSwitchable({ home, health }: Account): boolean {
  return home !== null && !home.hasPin && health !== 'signing_out'
}

/**
 * When a token is to be looked at, in ms since the epoch; null: not now, or
 * never. Daily; at once where its account has signed in again since, because
 * what ended the one token may have ended all.
 *
 * @param check the last look; null: there was none
 * @param accounts all of them, by id
 */
export function dueAt(
  { accountId, isMade }: Subject,
  check: Check | null,
  accounts: ReadonlyMap<string, Account>,
): number | null {
  const account = accounts.get(accountId)
  if (!account) return null
  if (account.health === 'ok') return isMade ? made(account, check) : check && daily(check)
  if (isMade || !isSwitchable(account)) return null
  const admin = accounts.get(account.home?.adminId ?? '')
  if (admin?.health !== 'ok') return null
  if (!check || check.at < admin.tokenSince) return check?.retryAt ?? 0
  return Math.max(check.at + HOUR_MS, check.retryAt)
}

function daily({ at, retryAt }: Check): number {
  return Math.max(at + DAY_MS, retryAt)
}

function made({ since, tokenSince }: Account, check: Check | null): number | null {
  const isOlder = (check?.at ?? since) < tokenSince
  if (isOlder) return check?.retryAt ?? 0
  return check && daily(check)
}
