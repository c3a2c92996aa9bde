import type { Order } from '../tokens/holding.ts'
import { MADE_TOKENS, type MadeToken } from '../tokens/made-token.ts'
import { APP, type Background } from './background.ts'
import { tokensWorld } from './tokens-world.ts'

export const ID = 'site-1'

/** Tokens of which a test itself is the holder; Ann is signed in. */
export async function ordersWorld(options?: Parameters<typeof tokensWorld>[0]) {
  const world = tokensWorld({ isPatient: false, ...options })
  const app = world.boot()
  const accountId = await app.signIn()
  const order: Order = {
    clientIdentifier: ID,
    accountId,
    holder: 'site',
    name: APP,
    product: 'app.example via Foyer',
    isPrivate: false,
  }
  await app.tokens.tidy(async () => new Set())
  world.plex.calls.length = 0
  return { world, plex: world.plex, clock: world.clock, app, accountId, order }
}

export const hold = (app: Background, held: string | null = ID, ended: string | null = null) =>
  app.tokens.settle({ held, ended }, (one, other) => app.store.write(...one, ...other))

export const make = (app: Background, order: Order): Promise<boolean> =>
  app.tokens.make(order, () => hold(app, order.clientIdentifier))

export const recordOf = (app: Background, id = ID): Promise<MadeToken | null> =>
  app.store.read(MADE_TOKENS, id)

/** The token that is held, or "none". */
export async function textOf(app: Background, id: string | null | undefined = ID): Promise<string> {
  return (await app.tokens.held(id ?? ''))?.token.reveal() ?? 'none'
}
