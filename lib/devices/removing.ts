import type { AskAs } from '../accounts/asking.ts'
import type { PlexClient } from '../plex/client.ts'
import { NoNetwork, NotFound, RateLimited, Unauthorized } from '../plex/errors.ts'
import type { Grants } from '../sites/grants.ts'
import type { Tokens } from '../tokens/tokens.ts'
import { unless } from '../tokens/unless.ts'
import type { Tools } from '../tools/tools.ts'
import type { KnownDevice, TellWhose } from './whose.ts'

export interface RemovingWorld {
  readonly plex: Pick<PlexClient, 'listDevices' | 'removeDevice'>
  readonly askAs: AskAs
  readonly whose: TellWhose
  readonly grantsOf: (isPrivate: boolean) => Grants
  readonly tokens: Pick<Tokens, 'abandon'>
  readonly tools: Pick<Tools, 'revoke'>
  /** Ends what signed in by itself, and was approved here. */
  readonly endSignIn: (accountId: string, clientIdentifier: string) => Promise<void>
  /** Signs an account out here, with all that was made of it. */
  readonly signOut: (accountId: string) => Promise<void>
  /** Tells Plex of everything that waits to be ended there. */
  readonly endAtPlex: () => Promise<void>
}

/**
 * Removes devices from an account. What is ours ends in our own records, which then has Plex end it,
 * now or later; all others go by their number.
 */
export function createRemoving(world: RemovingWorld) {
  const { plex, askAs, whose, grantsOf, tokens, tools, endSignIn, signOut, endAtPlex } = world

  async function endOurs(
    accountId: string,
    { whose: { kind }, clientIdentifier }: KnownDevice,
  ): Promise<void> {
    if (kind === 'sign_in') return endSignIn(accountId, clientIdentifier)
    if (kind === 'tool') return tools.revoke(clientIdentifier)
    for (const isPrivate of [false, true]) await grantsOf(isPrivate).endHolder(clientIdentifier)
    // It may be made for a request that waits.
    await tokens.abandon(clientIdentifier)
  }

  async function removeOthers(accountId: string, devices: readonly KnownDevice[]): Promise<void> {
    let first: unknown
    for (const { id } of devices) {
      const removal = askAs(accountId, (who, token) => plex.removeDevice(who, token, id))
      await removal.catch(unless(NotFound)).catch((error) => {
        if (isForAll(error)) throw error
        first ??= error
      })
    }
    if (first) throw first
  }

  /** @throws PlexError where something is left; again goes on with that */
  return async (accountId: string, ids: readonly string[]): Promise<void> => {
    const listed = await askAs(accountId, plex.listDevices)
    const devices = await whose(
      accountId,
      listed.filter(({ id }) => ids.includes(id)),
    )
    const of = (...kinds: string[]) => devices.filter((it) => kinds.includes(it.whose.kind))
    const ours = of('site', 'tool', 'sign_in')
    for (const device of ours) await endOurs(accountId, device)
    if (ours.length) await endAtPlex()
    await removeOthers(accountId, of('former', 'other'))
    // Last, since it takes the token that the others are removed with.
    if (of('own').length) await signOut(accountId)
  }
}

export type RemoveDevices = ReturnType<typeof createRemoving>

/** The next one would meet it too. */
function isForAll(error: unknown): boolean {
  return [NoNetwork, RateLimited, Unauthorized].some((kind) => error instanceof kind)
}
