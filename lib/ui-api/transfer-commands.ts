import type { Accounts } from '../accounts/accounts.ts'
import type { Settings } from '../settings/settings.ts'
import type { Gatekeeper } from '../sites/gatekeeper.ts'
import type { Grants } from '../sites/grants.ts'
import type { Sites } from '../sites/sites.ts'
import { VaultLocked } from '../storage/vault.ts'
import { type Changes, compare } from '../transfer/compare.ts'
import { contentOf } from '../transfer/content.ts'
import { BadFile, type Content, readFile, writeFile } from '../transfer/file.ts'
import type { Importing } from '../transfer/importing.ts'
import type { Handlers } from './handlers.ts'
import { cleanedNames, importView } from './transfer-view.ts'

export interface TransferCommandsWorld {
  readonly accounts: Accounts
  readonly sites: Sites
  readonly grantsOf: (isPrivate: boolean) => Grants
  readonly gatekeeper: Gatekeeper
  readonly settings: { get(): Promise<Settings> }
  readonly lock: { isLocked(): Promise<boolean> }
  readonly importing: Importing
  readonly now: () => number
}

type Names =
  | 'transfer.export'
  | 'transfer.read'
  | 'transfer.import'
  | 'transfer.finish'
  | 'transfer.abandon'

/** The person was asked for hosts and they are not there, so no site was let in. */
export class NoSites extends Error {}

/** What a person can do with a settings file. */
export function createTransferCommands(world: TransferCommandsWorld): Handlers<Names> {
  const { accounts, sites, gatekeeper, settings, lock, importing, now } = world

  /** @throws BadFile, VaultLocked */
  async function look(text: string): Promise<[Content, Changes]> {
    const file = cleanedNames(readFile(text))
    // Whoever can't unlock it is not to loosen it either.
    if (await lock.isLocked()) throw new VaultLocked()
    const [set, origins, list] = await Promise.all([settings.get(), sites.since(), accounts.list()])
    return [file, compare(file, { settings: set, origins, accounts: list })]
  }

  /** The browser may have lent some of the hosts all the same. */
  async function abandon(origins: readonly string[]): Promise<void> {
    await gatekeeper.abandon(...origins)
    await gatekeeper.giveBack(origins)
  }

  return {
    async 'transfer.export'() {
      const [set, allowed, grants, list] = await Promise.all([
        settings.get(),
        sites.list(),
        world.grantsOf(false).list(),
        accounts.list(),
      ])
      return writeFile(contentOf({ settings: set, sites: allowed, grants, accounts: list }, now()))
    },

    async 'transfer.read'({ text }) {
      const [file, changes] = await look(text)
      return importView(file, changes, await accounts.list())
    },

    async 'transfer.import'({ text, origins, looser }) {
      const [file, changes] = await look(text)
      const offered = new Set(file.sites.map(({ origin }) => origin))
      if (!origins.every((origin) => offered.has(origin))) throw new BadFile('file_damaged')
      if (origins.length > 0) await gatekeeper.intend(...origins)
      const chosen = Object.entries(changes.settings.looser).filter(([name]) =>
        looser.includes(name as keyof Settings),
      )
      const news = { ...changes.settings.other, ...Object.fromEntries(chosen) }
      await importing.begin({ settings: news, names: [...changes.names] })
    },

    async 'transfer.finish'({ origins }) {
      await gatekeeper.finish()
      const allowed = await sites.since()
      if (origins.every((origin) => allowed.has(origin))) return
      // The answer came too late, or not for all.
      await abandon(origins)
      throw new NoSites()
    },

    'transfer.abandon': ({ origins }) => abandon(origins),
  }
}
