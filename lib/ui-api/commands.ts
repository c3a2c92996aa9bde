import { troubleOf } from '../accounts/home-pin.ts'
import type { Activity } from '../activity/log.ts'
import { AllowFailure, type Decisions } from '../approvals/decisions.ts'
import type { Desk } from '../approvals/desk.ts'
import type { NewcomersKeeper } from '../devices/newcomers.ts'
import type { RemoveDevices } from '../devices/removing.ts'
import type { LinkRunner } from '../linking/runner.ts'
import type { Lock } from '../lock/lock.ts'
import { WrongPassphrase } from '../lock/passphrase.ts'
import type { Checks } from '../servers/checks.ts'
import type { Settings } from '../settings/settings.ts'
import { SignInFailure } from '../sign-ins/sign-in.ts'
import type { Changing } from '../sites/changing.ts'
import type { Gatekeeper } from '../sites/gatekeeper.ts'
import type { Grants } from '../sites/grants.ts'
import { UnusableRecord } from '../storage/collection.ts'
import { VaultLocked } from '../storage/vault.ts'
import type { Tokens } from '../tokens/tokens.ts'
import { ToolFailure } from '../tools/tool.ts'
import type { Tools } from '../tools/tools.ts'
import { BadFile, TooMuch } from '../transfer/file.ts'
import { type AccountCommandsWorld, createAccountCommands } from './account-commands.ts'
import { cleaned } from './cleaned.ts'
import type { Handlers } from './handlers.ts'
import type { Commands, Failure } from './protocol.ts'
import { createSignInCommands, type SignInCommandsWorld } from './sign-in-commands.ts'
import { createTransferCommands, NoSites, type TransferCommandsWorld } from './transfer-commands.ts'
import type { Unusable } from './unusable-view.ts'

export interface CommandsWorld
  extends AccountCommandsWorld,
    SignInCommandsWorld,
    TransferCommandsWorld {
  readonly link: LinkRunner
  readonly grantsOf: (isPrivate: boolean) => Grants
  readonly gatekeeper: Gatekeeper
  readonly changing: Changing
  readonly checks: Checks
  readonly desk: Desk
  readonly decisions: Decisions
  readonly tokens: Pick<Tokens, 'pending'>
  readonly tools: Tools
  readonly settings: { get(): Promise<Settings> }
  readonly changeSettings: (news: Partial<Settings>) => Promise<void>
  readonly lock: Lock
  readonly activity: Activity
  /** Asks Plex anew for what is looked at. */
  readonly reload: (accountId: string, what: Commands['account.reload']['what']) => Promise<void>
  /** Tells Plex of everything that waits to be ended there. */
  readonly endAtPlex: () => Promise<void>
  readonly leaving: {
    signOut(id: string): Promise<void>
    /** Ends every site. */
    stopSites(): Promise<void>
    /** Ends every site, tool and account. */
    everywhere(): Promise<void>
  }
  readonly lettingGo: {
    list(): Promise<Unusable[]>
    remove(key: string): Promise<void>
  }
  readonly removeDevices: RemoveDevices
  readonly newcomers: NewcomersKeeper
}

export function failureOf(error: unknown): Failure {
  const isOurs = error instanceof AllowFailure || error instanceof ToolFailure
  if (isOurs || error instanceof SignInFailure) return error.reason
  if (error instanceof VaultLocked) return 'locked'
  if (error instanceof WrongPassphrase) return 'passphrase'
  if (error instanceof BadFile) return error.reason
  if (error instanceof NoSites) return 'no_sites'
  if (error instanceof TooMuch) return 'too_much'
  if (error instanceof UnusableRecord && error.reason === 'newer') return 'newer'
  return troubleOf(error)
}

/** What a person can do, each as one function. */
export function createCommands(world: CommandsWorld): Handlers {
  const { link, accounts, leaving, gatekeeper, checks, desk, decisions, tools, lock } = world
  return {
    async 'link.start'({ kind }) {
      if (await lock.isLocked()) throw new VaultLocked()
      await link.start(kind)
    },
    'link.cancel': () => link.cancel(),
    'link.dismiss': () => link.dismiss(),
    'link.reopen': () => link.reopenPlex(),

    ...createAccountCommands(world),
    ...createSignInCommands(world),
    'account.signOut': ({ id }) => leaving.signOut(id),
    'account.signOutAll': () => leaving.everywhere(),

    'account.reload': ({ id, what }) => world.reload(id, what),
    async 'device.remove'({ id, deviceIds }) {
      await world.removeDevices(id, deviceIds).finally(() => world.reload(id, 'devices'))
      await world.newcomers.forget(id, deviceIds)
    },

    'newcomers.dismiss': ({ origin }) => world.newcomers.dismiss(origin),

    'server.intend': ({ id, uris }) => checks.intend(id, uris),
    'server.abandon': ({ id }) => checks.abandon(id),
    'server.check': ({ id }) => checks.check(id),

    'site.intend': ({ origin }) => gatekeeper.intend(origin),
    'site.abandon': ({ origin }) => gatekeeper.abandon(origin),
    'site.finish': () => gatekeeper.finish(),
    'site.stop': ({ origin }) => gatekeeper.stop(origin),

    'site.stopAll': () => leaving.stopSites(),

    async 'site.change'({ origin, pin, ...news }) {
      const account = await accounts.get(news.accountId)
      if (!account || account.health === 'signing_out') throw new AllowFailure('no_account')
      const change = () => world.changing.change(origin, news)
      await accounts.home.withPin(news.accountId, pin, change)
    },

    'approval.allow': ({ id, pin, ...choice }) =>
      accounts.home.withPin(choice.accountId, pin, () => decisions.allow(id, choice)),
    'approval.atPlex': ({ id }) => decisions.allowAtPlex(id),
    'approval.deny': ({ id }) => desk.denied(id, true),

    'tool.make': ({ name, accountId, server, pin }) => {
      const named = server && { ...server, name: cleaned(server.name) }
      return tools.make({ name: cleaned(name), accountId, server: named }, pin)
    },
    'tool.copy': ({ id, form }) => tools.copy(id, form),
    'tool.revoke': ({ id }) => tools.revoke(id),
    'tool.retry': ({ id, pin }) => tools.retry(id, pin),
    'tool.atPlex': ({ id }) => tools.openAtPlex(id),

    'pending.retry': () => world.endAtPlex(),
    'unusable.remove': ({ key }) => world.lettingGo.remove(key),
    'activity.clear': () => world.activity.clear(),

    'settings.change': (news) => world.changeSettings(news),
    ...createTransferCommands(world),

    'lock.now': () => lock.lock(),
    'lock.unlock': ({ passphrase }) => lock.unlock(passphrase),
    'passphrase.set': ({ passphrase, former }) => lock.set(passphrase, former),
    'passphrase.remove': ({ former }) => lock.remove(former),
    'passphrase.giveUp': () => lock.giveUp(),
  }
}
