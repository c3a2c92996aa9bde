import { browser } from 'wxt/browser'
import { requestHost, requestHosts } from '../sites/permissions.ts'
import { originOf } from '../sites/policy.ts'
import {
  type Answers,
  type CommandName,
  type Commands,
  type Failure,
  type Look,
  type Outcome,
  PORT,
  type Push,
  type ServerView,
  type UiState,
} from './protocol.ts'

/** Where Plex's page is that approves a PIN. */
const PLEX_PAGES = 'https://app.plex.tv'

/** To be told of it twice changes nothing. */
const REPEATABLE: ReadonlySet<CommandName> = new Set(['link.start'])

/** The background was stopped before it said what came of it. */
const LOST: Outcome = { failure: 'internal' }

/** The background, as our own pages see it. */
export interface Background {
  /** Says what is looked at, of what can be long; no state comes before the first time. */
  look(look: Look): void
  /** Does something; gives null, or why it could not be done. */
  call<Name extends CommandName>(command: Name, input: Commands[Name]): Promise<Failure | null>
  /** Does something that has an answer; gives that, or why there is none. */
  ask<Name extends keyof Answers>(
    command: Name,
    input: Commands[Name],
  ): Promise<Outcome<Answers[Name]>>
  /** The browser asks the person for Plex's pages, once. To be called first thing in a click. */
  allowPlexPages(): Promise<void>
  /** "Allow this site": the browser asks the person for the host. To be called first thing in a click. */
  allowSite(origin: string): Promise<void>
  /** "Check connections": the browser asks the person for their hosts. To be called first thing in a click. */
  checkConnections(
    server: Pick<ServerView, 'clientIdentifier' | 'connections'>,
  ): Promise<Failure | null>
  /**
   * "Import": the browser asks the person for the hosts of the sites that they chose. To be called
   * first thing in a click.
   */
  importFile(input: Commands['transfer.import']): Promise<Failure | null>
}

/**
 * Follows the background's state, live. A background that was stopped is
 * started again: our page is open, so somebody is looking.
 *
 * @param view which page this is, so that the background knows that somebody is looking
 * @param onState hears how things stand, now and after each change; null where that can't be read
 */
export function connect(view: string, onState: (state: UiState | null) => void): Background {
  const calls = new Map<number, (outcome: Outcome) => void>()
  let nextId = 1
  let looking: Look | null = null
  let port = attach()

  function attach() {
    const attached = browser.runtime.connect({ name: PORT + view })
    attached.onMessage.addListener((message) => {
      const push = message as Push
      if ('state' in push) onState(push.state)
      else settle(push.done, push)
    })
    attached.onDisconnect.addListener(() => {
      for (const id of [...calls.keys()]) settle(id, LOST)
      port = attach()
      if (looking) port.postMessage({ look: looking })
    })
    return attached
  }

  function settle(id: number, outcome: Outcome): void {
    calls.get(id)?.(outcome)
    calls.delete(id)
  }

  function outcomeOf<Name extends CommandName>(command: Name, input: Commands[Name]) {
    const id = nextId++
    return new Promise<Outcome>((resolve) => {
      calls.set(id, resolve)
      port.postMessage({ id, command, input })
    })
  }

  const call: Background['call'] = async (command, input) => {
    const outcome = await outcomeOf(command, input)
    const isAgain = outcome === LOST && REPEATABLE.has(command)
    return (isAgain ? await outcomeOf(command, input) : outcome).failure
  }

  return {
    call,
    ask: <Name extends keyof Answers>(command: Name, input: Commands[Name]) =>
      outcomeOf(command, input) as Promise<Outcome<Answers[Name]>>,

    look(look) {
      looking = look
      port.postMessage({ look })
    },

    async allowPlexPages() {
      // Not awaited: the click must still be fresh when the browser asks.
      void call('plexPages.asked', {})
      await requestHost(PLEX_PAGES)
    },

    async allowSite(origin) {
      // Not awaited: the click must still be fresh when the browser asks.
      void call('site.intend', { origin })
      if (await requestHost(origin)) await call('site.finish', {})
      else await call('site.abandon', { origin })
    },

    async checkConnections({ clientIdentifier: id, connections }) {
      const uris = connections.map(({ uri }) => uri).filter((uri) => originOf(uri) !== null)
      void call('server.intend', { id, uris })
      const isGiven = await requestHosts(uris).catch(() => false)
      if (isGiven) return call('server.check', { id })
      return (await call('server.abandon', { id })) ?? 'no_hosts'
    },

    async importFile(input) {
      const { origins } = input
      // Not awaited: the click must still be fresh when the browser asks.
      const imported = call('transfer.import', input)
      if (origins.length === 0) return imported
      const isGiven = await requestHosts(origins).catch(() => false)
      const failure = await imported
      const ended = await call(isGiven ? 'transfer.finish' : 'transfer.abandon', { origins })
      return failure ?? ended ?? (isGiven ? null : 'no_sites')
    },
  }
}
