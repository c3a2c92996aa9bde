import type { Accounts } from '../accounts/accounts.ts'
import type { Desk } from '../approvals/desk.ts'
import type { LinkRunner } from '../linking/runner.ts'
import { PlexError } from '../plex/errors.ts'
import type { Gatekeeper } from '../sites/gatekeeper.ts'
import { originOf } from '../sites/policy.ts'
import type { Sites } from '../sites/store.ts'
import type { Commands, Failure } from './protocol.ts'

export interface CommandsWorld {
  readonly link: LinkRunner
  readonly accounts: Accounts
  readonly sites: Sites
  readonly gatekeeper: Gatekeeper
  readonly desk: Desk
  readonly now: () => number
  readonly addressOf: (tabId: number) => Promise<string | undefined>
}

type CommandHandlers = {
  [Name in keyof Commands]: (input: Commands[Name]) => Promise<void>
}

/** A command that can't be done, for a reason the person can act on. */
class CommandFailure extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure)
    this.failure = failure
  }
}

export function failureOf(error: unknown): Failure {
  if (error instanceof CommandFailure) return error.failure
  return error instanceof PlexError ? error.kind : 'internal'
}

/** What a person can do, each as one function. */
export function createCommands(world: CommandsWorld): CommandHandlers {
  const { link, accounts, sites, gatekeeper, desk, now, addressOf } = world
  return {
    'link.start': ({ kind }) => link.start(kind),
    'link.cancel': () => link.cancel(),
    'link.dismiss': () => link.dismiss(),
    'link.reopen': () => link.reopenPlex(),

    async 'account.check'({ id }) {
      const failure = await accounts.check(id)
      if (failure) throw failure
    },

    async 'account.signOut'({ id }) {
      await accounts.signOut(id)
      await sites.releaseAccount(id)
    },

    'site.intend': ({ origin, tabId }) => gatekeeper.intend(origin, tabId),
    'site.finish': () => gatekeeper.finish(),
    'site.stop': ({ origin }) => gatekeeper.stop(origin),

    async 'approval.allow'({ id, accountId }) {
      const approval = await desk.find(id)
      if (!approval) return
      const { origin, scopes, tabId } = approval
      // It counts only for the page that was shown.
      const isStillThere = originOf(await addressOf(tabId)) === origin && (await sites.get(origin))
      if (!isStillThere) {
        await desk.denied(id, false)
        throw new CommandFailure('site_left')
      }
      if ((await accounts.get(accountId))?.health !== 'ok') throw new CommandFailure('no_account')
      await sites.grant({
        origin,
        accountId,
        scopes,
        tokenKind: 'account',
        since: now(),
        expiresAt: null,
      })
      await desk.allowed(id)
    },

    'approval.deny': ({ id }) => desk.denied(id, true),
  }
}
