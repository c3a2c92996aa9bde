import type { PlexClient } from '../plex/client.ts'
import { BadRequest, Forbidden, NotFound, Unauthorized } from '../plex/errors.ts'
import type { Identity } from '../plex/identity.ts'
import type { Token } from '../plex/token.ts'
import type { MadeToken } from './made-token.ts'
import { unless } from './unless.ts'

export interface RemovalWorld {
  readonly plex: PlexClient
  readonly identity: () => Promise<Identity>
  /** The account's token, also of one that is being signed out; null where it is of no use. */
  readonly lastAccountToken: (accountId: string) => Promise<Token | null>
  /** Whether an account without a token of use may get one: the person can sign in to it again. */
  readonly mayReturn: (accountId: string) => Promise<boolean>
  readonly accountIds: () => Promise<readonly string[]>
}

/** Plex has understood, and says no: it says so tomorrow as well. */
export const REFUSALS = [Unauthorized, Forbidden, BadRequest, NotFound] as const

/** How often a refusal to remove what need not be removed is taken for a passing one. */
const TRIES = 2

/** Removes an identifier's entries in the lists of devices, which ends whatever token it has. docs/PLEX-API.md §5.2 */
export function createRemoval(world: RemovalWorld) {
  const { plex, identity, lastAccountToken, mayReturn, accountIds } = world

  async function remove(token: Token, clientIdentifier: string): Promise<void> {
    const own = await identity()
    const devices = await plex.listDevices(own, token)
    for (const device of devices.filter((it) => it.clientIdentifier === clientIdentifier)) {
      await plex.removeDevice(own, token, device.id).catch(unless(NotFound))
    }
  }

  async function removeOfOwner(record: MadeToken): Promise<void> {
    const { accountId, clientIdentifier, token, pin, holder, ending } = record
    // That of a device that signed in by itself was never ours to sign out: it lives.
    const isDead = token === null && pin === null && holder !== 'sign_in'
    const approver = await lastAccountToken(accountId)
    if (approver) {
      const removal = remove(approver, clientIdentifier)
      // Nor may what lives on keep an account for ever from being signed out.
      const mayStay = isDead || (holder === 'sign_in' && !(await mayReturn(accountId)))
      const isLastTry = mayStay && (ending?.tries ?? 0) >= TRIES
      await (isLastTry ? removal.catch(unless(...REFUSALS)) : removal)
    } else if (!isDead && (await mayReturn(accountId))) {
      throw new Unauthorized('This account is signed out')
    }
  }

  /** At Plex's own page another account of the same person may have approved it, unseen by us. */
  async function removeOfOthers({ accountId, clientIdentifier }: MadeToken): Promise<void> {
    for (const id of await accountIds()) {
      const token = id === accountId ? null : await lastAccountToken(id)
      if (token) await remove(token, clientIdentifier).catch(unless(...REFUSALS))
    }
  }

  /** @throws PlexError where something may live on that could be ended later */
  return async (record: MadeToken): Promise<void> => {
    if (record.isAtPlex) await removeOfOthers(record)
    await removeOfOwner(record)
  }
}
