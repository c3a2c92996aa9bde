import * as v from 'valibot'
import type { Account } from '../accounts/account.ts'
import { defineCollection, notes, ranked } from '../storage/collection.ts'

const CheckSchema = v.object({
  at: v.number(),
  /** Not before this: the last look met trouble. */
  retryAt: v.number(),
  /** It is dead, and only the Home user's PIN gets another. */
  needsPin: v.boolean(),
})

/**
 * When a token was last looked at, by the account's id or the token's identifier; times in ms since
 * the epoch. Ranked are those that need a PIN, which popup and Settings always ask for.
 */
export const CHECKS = notes(
  ranked(defineCollection('checked', 1, CheckSchema), ({ needsPin, at }) => (needsPin ? at : null)),
)

export type Check = v.InferOutput<(typeof CHECKS)['schema']>

/** What is looked at: an account's own token, or one that was made for somebody. */
export interface Subject {
  readonly id: string
  readonly accountId: string
  readonly isMade: boolean
  /** Since when it is this token (ms since the epoch): whoever gave it to us took it for good then. */
  readonly since: number
}

const DAY_MS = 24 * 3_600_000
const HOUR_MS = 3_600_000

/** Whether a Home user can be signed in again without their PIN. */
export function isSwitchable({ home, health }: Account): boolean {
  return home !== null && !home.hasPin && health !== 'signing_out'
}

/**
 * When a token is to be looked at, in ms since the epoch; null: not now, or
 * never. Daily; at once where the account that it came from has signed in again
 * since, because what ended the one token may have ended all.
 *
 * @param check the last look; null: there was none since it came
 * @param accounts all of them, by id
 */
export function dueAt(
  { accountId, isMade, since }: Subject,
  check: Check | null,
  accounts: ReadonlyMap<string, Account>,
): number | null {
  const account = accounts.get(accountId)
  if (!account) return null
  const admin = accounts.get(account.home?.adminId ?? '')
  const source = isMade ? account : admin
  const isOlder = source !== undefined && (check?.at ?? since) < source.tokenSince
  if (account.health === 'ok') {
    return isOlder ? (check?.retryAt ?? 0) : nextAfter(check ?? { at: since, retryAt: 0 }, DAY_MS)
  }
  if (isMade || !isSwitchable(account) || admin?.health !== 'ok') return null
  return isOlder || !check ? (check?.retryAt ?? 0) : nextAfter(check, HOUR_MS)
}

function nextAfter({ at, retryAt }: Pick<Check, 'at' | 'retryAt'>, wait: number): number {
  return Math.max(at + wait, retryAt)
}
