import { ANN } from './accounts-world.ts'
import { settle } from './clock.ts'
import { allow, type Cast, type Story } from './stories.ts'
import { KID, TEEN, TEEN_PIN } from './token-home.ts'

/** Adds somebody of Ann's Home; gives the account's id. */
export async function addHomeUser({ app, ann }: Cast, user = KID, pin = ''): Promise<string> {
  await app.accounts.home.add(ann, user.id, pin)
  return idOf({ app }, user)
}

async function idOf({ app }: Pick<Cast, 'app'>, user = KID): Promise<string> {
  const found = (await app.accounts.list()).find((account) => account.user?.id === user.id)
  return found?.id ?? ''
}

/** Somebody changes the password: every token of these is dead. */
function newPassword({ world }: Cast): void {
  world.plex.killAllOf(ANN, KID, TEEN)
}

async function withKid(cast: Cast): Promise<void> {
  await allow(cast.app, await addHomeUser(cast))
}

async function withTeen(cast: Cast): Promise<void> {
  const teen = await addHomeUser(cast, TEEN, TEEN_PIN)
  await cast.app.accounts.home.withPin(teen, TEEN_PIN, () => allow(cast.app, teen))
}

async function signInAgain({ world, app }: Cast): Promise<void> {
  await app.signIn(ANN)
  await world.clock.advance(30_000)
}

async function typePin({ world, app }: Cast): Promise<void> {
  await app.renewAccount(await idOf({ app }, TEEN), TEEN_PIN).catch(() => {})
  await settle()
  await world.clock.advance(30_000)
}

/** What people do with several accounts and Home users. */
export const ACCOUNT_STORIES: Readonly<Record<string, Story>> = {
  'adding a Home user': { run: addHomeUser, grants: 0 },
  'giving a site a token of a Home user': {
    before: addHomeUser,
    run: async ({ app }) => allow(app, await idOf({ app })),
    grants: 1,
  },
  'giving one of a Home user with a PIN': {
    before: (cast) => addHomeUser(cast, TEEN, TEEN_PIN),
    async run({ app }) {
      const teen = await idOf({ app }, TEEN)
      await app.accounts.home.withPin(teen, TEEN_PIN, () => allow(app, teen))
    },
    grants: 1,
  },
  'revoking what a Home user gave': {
    before: withKid,
    run: ({ app }) => app.sites.remove('https://app.example'),
    grants: 0,
  },
  'signing out the account that shares its Home': {
    before: withKid,
    run: ({ app, ann }) => app.signOut(ann),
    grants: 0,
  },
  'signing in again after a new password': {
    async before(cast) {
      await allow(cast.app, cast.ann)
      newPassword(cast)
    },
    run: signInAgain,
    after: signInAgain,
    grants: 1,
  },
  'signing in again, with a Home user': {
    async before(cast) {
      await withKid(cast)
      newPassword(cast)
    },
    run: signInAgain,
    after: signInAgain,
    grants: 1,
  },
  'typing a Home user’s PIN after a new password': {
    async before(cast) {
      await withTeen(cast)
      newPassword(cast)
      await signInAgain(cast)
    },
    run: typePin,
    after: typePin,
    grants: 1,
  },
}
