import type { Accounts } from '../accounts/accounts.ts'
import { isPinRefused } from '../accounts/home-pin.ts'
import type { PlexClient } from '../plex/client.ts'
import {
  NoNetwork,
  PlexError,
  RateLimited,
  ServerTrouble,
  Unauthorized,
  UnreadableAnswer,
} from '../plex/errors.ts'
import type { Identity } from '../plex/identity.ts'
import type { Token } from '../plex/token.ts'
import type { HeldToken, Tokens } from '../tokens/tokens.ts'
import type { Subject } from './checks.ts'

export interface LookingWorld {
  readonly accounts: Pick<Accounts, 'get' | 'token' | 'check' | 'home'>
  readonly tokens: Pick<Tokens, 'held' | 'renew'>
  readonly plex: Pick<PlexClient, 'getUser' | 'ping'>
  readonly identity: () => Promise<Identity>
  /** The token of whoever holds this identifier is another one from now on. */
  readonly renewed: (clientIdentifier: string) => void
}

/** What a look at a token came to. `trouble` says nothing about it. */
export type Finding =
  | { readonly kind: 'done' | 'needs_pin' }
  | { readonly kind: 'trouble'; readonly error: PlexError }

/** Asks Plex whether a token lives, keeps it fresh, and has a dead one made anew where that needs nobody. */
export function createLooking(world: LookingWorld) {
  const { accounts, tokens, plex, identity, renewed } = world

  async function refresh(who: Identity, token: Token): Promise<Finding> {
    const answer = await plex.ping(who, token)
    return answer.kind === 'trouble' ? answer : { kind: 'done' }
  }

  async function lookAtAccount(id: string): Promise<Finding> {
    const isOk = (await accounts.get(id))?.health === 'ok'
    if (!isOk) await accounts.home.renew(id)
    const failure = isOk ? await accounts.check(id) : null
    if (failure) throw failure
    const token = await accounts.token(id)
    return token ? refresh(await identity(), token) : { kind: 'done' }
  }

  async function isAlive({ token, ...who }: HeldToken): Promise<boolean> {
    return plex.getUser({ ...(await identity()), ...who }, token).then(
      () => true,
      (error: unknown) => {
        if (error instanceof Unauthorized) return false
        throw error
      },
    )
  }

  async function lookAtMade({ id, accountId }: Subject): Promise<Finding> {
    const held = await tokens.held(id)
    if (held && (await isAlive(held))) {
      const { token, ...who } = held
      return refresh({ ...(await identity()), ...who }, token)
    }
    try {
      await tokens.renew(id)
    } catch (error) {
      // It is the account's token that Plex doesn't take; the person is to know.
      if (error instanceof Unauthorized) await accounts.check(accountId)
      throw error
    }
    renewed(id)
    return { kind: 'done' }
  }

  return async (subject: Subject): Promise<Finding> => {
    try {
      return await (subject.isMade ? lookAtMade(subject) : lookAtAccount(subject.id))
    } catch (error) {
      if (isPinRefused(error)) return { kind: 'needs_pin' }
      if (isPassing(error)) return { kind: 'trouble', error }
      // What Plex refuses today is asked for again tomorrow; the accounts know already what follows.
      if (error instanceof PlexError) return { kind: 'done' }
      throw error
    }
  }
}

function isPassing(error: unknown): error is PlexError {
  const kinds = [NoNetwork, RateLimited, ServerTrouble, UnreadableAnswer]
  return kinds.some((kind) => error instanceof kind)
}
