import { type AccessWorld, createAccess } from './access.ts'
import { type AskingWorld, createAsking } from './asking.ts'
import { createGiving, type GivingWorld } from './giving.ts'
import type { Guest } from './guest.ts'
import type { Handlers } from './handlers.ts'
import { createGrantTokens, type GrantTokensWorld } from './tokens.ts'

export interface MethodsWorld extends AccessWorld, GrantTokensWorld, AskingWorld, GivingWorld {
  readonly accounts: GrantTokensWorld['accounts']
  readonly plex: GrantTokensWorld['plex'] & GivingWorld['plex']
}

/** All methods. @param rotated a site's token is another one from now on */
export function createMethods(world: MethodsWorld, rotated: (guest: Guest) => void) {
  const access = createAccess(world)
  const handlers: Handlers = {
    'foyer.state': async ({ guest }) => (await access.standing(guest)).state,
    ...createAsking(world, access),
    ...createGiving(world, access, createGrantTokens(world, rotated)),
  }
  return { handlers, standing: access.standing }
}
