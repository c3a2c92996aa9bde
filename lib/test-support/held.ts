import { MADE_TOKENS } from '../tokens/made-token.ts'
import type { Background } from './background.ts'
import { IDENTITY } from './plex-server.ts'
import type { TokensWorld } from './tokens-world.ts'

/**
 * What must be true when everything has come to rest: each token that lives at
 * Plex is held by a grant or a tool, each of those has one, and nothing is left over.
 */
export async function ledger({ plex }: TokensWorld, app: Background) {
  const tools = (await app.tools.list()).map((it) => ({ ...it, clientIdentifier: it.id }))
  const grants = [...(await app.grants.list()), ...(await app.privateGrants.list())]
  const given = [...grants, ...tools]
  const identifiers = given.flatMap(({ clientIdentifier }) => clientIdentifier ?? [])
  const held = await Promise.all(identifiers.map((id) => app.tokens.held(id)))
  const owners = held.map((it) => plex.living.get(it?.token.reveal() ?? '')?.userId)
  const wanted = await Promise.all(given.map(async (it) => app.accounts.get(it.accountId)))
  const own = given.flatMap((it, n) => (it.clientIdentifier ? [wanted[n]?.user?.id] : []))
  return {
    /** Whose the held tokens are at Plex, where they are not of the grant's account. */
    strangers: owners.filter((owner, n) => owner && own[n] && owner !== own[n]),
    held: held.map((it) => it?.token.reveal() ?? 'none').sort(),
    living: plex.made(IDENTITY.clientIdentifier).sort(),
    devices: plex.devices
      .map(({ clientIdentifier }) => clientIdentifier)
      .filter((id) => id !== IDENTITY.clientIdentifier)
      .sort(),
    records: [...(await app.store.readAll(MADE_TOKENS)).keys()].sort(),
    identifiers: identifiers.sort(),
  }
}

/** @returns what is wrong, or null */
export async function imbalance(
  world: TokensWorld,
  app: Background,
  leavesDevice = false,
): Promise<object | null> {
  const found = await ledger(world, app)
  const same = (a: string[], b: string[]) => JSON.stringify(a) === JSON.stringify(b)
  const isGood =
    same(found.held, found.living) &&
    same(found.records, found.identifiers) &&
    found.strangers.length === 0 &&
    (leavesDevice || same(found.devices, found.identifiers))
  return isGood ? null : found
}
