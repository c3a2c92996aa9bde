import type { PlexClient } from '../plex/client.ts'
import {
  Forbidden,
  NoNetwork,
  NotFound,
  RateLimited,
  ServerTrouble,
  Unauthorized,
  UnreadableAnswer,
} from '../plex/errors.ts'
import type { Identity } from '../plex/identity.ts'
import type { Token } from '../plex/token.ts'
import type { MadeToken, OpenPin } from './made-token.ts'
import { createOwners, identityOf, type OwnersWorld } from './owners.ts'
import { unless } from './unless.ts'

export interface MakingWorld extends OwnersWorld {
  readonly plex: PlexClient
  /** The token that an account links with; null where it is signed out, or being signed out. */
  readonly accountToken: (accountId: string) => Promise<Token | null>
  /**
   * A token for somebody's own identifier, where Plex does not let the account link: that of a Home
   * user, by switching to them. Null where it is none. @throws PlexError
   */
  readonly switchTo: (accountId: string, who: Identity) => Promise<Token | null>
  readonly now: () => number
  readonly pause: (ms: number) => Promise<void>
}

/** `other_account`: somebody else approved it at Plex's page, and that token has been ended. */
export type Look = 'waiting' | 'approved' | 'other_account'

const LOOKS = 5
const LOOK_EVERY_MS = 1000
/** A PIN that was linked may be gone soon after (docs/PLEX-API.md §2.4). */
const LONGEST_WAIT_MS = 10_000
/** How long Plex may take over a link whose answer never came. */
const LINKING_MS = 30_000

/**
 * Makes a token by linking a PIN of somebody's own identifier. Each step is on
 * disk before it is taken, so that after a stop it goes on, or can be undone,
 * by that identifier. docs/PLEX-API.md §4
 */
export function createMaking(world: MakingWorld) {
  const { shelf, plex, identity, accountToken, switchTo, now, pause } = world
  const owners = createOwners(world)
  const identityFor = (record: MadeToken) => identityOf(record, identity)

  async function pinned(record: MadeToken): Promise<[MadeToken, OpenPin]> {
    const { id, code, expiresAt } = await plex.createPin(await identityFor(record), 'strong')
    const pin = { id, code, expiresAt }
    const sealed = await shelf.sealPin(record, pin)
    return [await shelf.update(record.clientIdentifier, { pin: sealed, isAtPlex: false }), pin]
  }

  /** The token is on the disk at its first sight: the PIN has but seconds left. */
  async function look(record: MadeToken, pin: OpenPin): Promise<MadeToken | null> {
    const { token } = await plex.getPin(await identityFor(record), pin.id)
    if (!token) return null
    const sealed = await shelf.sealToken(record, token)
    const news = { token: sealed, madeAt: now(), pin: null, openUntil: now() }
    return shelf.update(record.clientIdentifier, news)
  }

  async function lookUntilThere(record: MadeToken, pin: OpenPin): Promise<MadeToken> {
    for (let looks = 1; ; looks++) {
      const trouble = await look(record, pin).catch(passing)
      if (trouble && 'state' in trouble) return trouble
      const wait = Math.max(LOOK_EVERY_MS, retryAfter(trouble))
      if (looks === LOOKS || wait > LONGEST_WAIT_MS) {
        throw trouble ?? new ServerTrouble('plex.tv linked the PIN and gave no token')
      }
      await pause(wait)
    }
  }

  async function link([record, pin]: [MadeToken, OpenPin]): Promise<MadeToken> {
    const approver = await accountToken(record.accountId)
    if (!approver) throw new Unauthorized('This account is signed out')
    const { clientIdentifier, openUntil } = record
    const until = Math.max(openUntil ?? 0, now() + LINKING_MS)
    const linking = await shelf.update(clientIdentifier, { openUntil: until })
    const refusal = await plex.linkPin(await identity(), approver, pin.code).then(granted, refused)
    return refusal ? switched(linking, refusal) : lookUntilThere(linking, pin)
  }

  /** After a stop it is done again, which rotates out what the first time may have got. */
  async function switched(record: MadeToken, refusal: Forbidden): Promise<MadeToken> {
    const token = await switchTo(record.accountId, await identityFor(record))
    if (!token) throw refusal
    const sealed = await shelf.sealToken(record, token)
    const news = { token: sealed, madeAt: now(), pin: null, openUntil: now() }
    return shelf.update(record.clientIdentifier, news)
  }

  async function openPinOf(record: MadeToken): Promise<OpenPin | null> {
    const pin = await shelf.pinOf(record)
    return pin && pin.expiresAt > now() ? pin : null
  }

  /** Goes on with the PIN of an earlier try; null where Plex no longer knows it. */
  async function goOn(record: MadeToken, pin: OpenPin): Promise<MadeToken | null> {
    const found = await look(record, pin)
    if (found) return found
    await pause(LOOK_EVERY_MS)
    return link([record, pin])
  }

  async function made(record: MadeToken): Promise<MadeToken> {
    // One whose key is lost is of no use; what is made now rotates it out.
    if (await shelf.tokenOf(record)) return record
    const pin = await openPinOf(record)
    // Where it is unknown it was linked and has run out, perhaps: a new PIN rotates that token out (§5.2).
    const known = pin && (await goOn(record, pin).catch(unless(NotFound)))
    return known ?? link(await pinned(record))
  }

  return {
    /** @throws PlexError where Plex refuses or can't be reached; what is stored can go on from there */
    async make(record: MadeToken): Promise<MadeToken> {
      const first = await made(record)
      if (await owners.isRight(first)) return first
      return made(await owners.discard(first))
    },

    /** A PIN that the person can approve at Plex's own page. @throws PlexError */
    async openPin(record: MadeToken): Promise<OpenPin> {
      const earlier = await openPinOf(record)
      const pin = earlier ?? (await pinned(record))[1]
      await shelf.update(record.clientIdentifier, { isAtPlex: true, openUntil: pin.expiresAt })
      return pin
    },

    /** Asks once for the token of a PIN that waits at Plex's page. @throws NotFound where it has run out */
    async poll(record: MadeToken): Promise<Look> {
      const pin = await openPinOf(record)
      if (!record.token && !pin) throw new NotFound('The PIN has expired')
      const found = record.token ? record : pin && (await look(record, pin))
      if (!found) return 'waiting'
      if (await owners.isRight(found)) return 'approved'
      await owners.discard(found)
      return 'other_account'
    },
  }
}

const granted = () => null

function refused(error: unknown): Forbidden {
  if (error instanceof Forbidden) return error
  throw error
}

/** Failures that the next look may not meet. */
function passing(error: unknown) {
  if (error instanceof RateLimited || error instanceof ServerTrouble) return error
  if (error instanceof NoNetwork || error instanceof UnreadableAnswer) return error
  throw error
}

function retryAfter(error: unknown): number {
  return error instanceof RateLimited ? (error.retryAfter ?? 0) : 0
}
