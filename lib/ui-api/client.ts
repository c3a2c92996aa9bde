import { browser } from 'wxt/browser'
import { requestHost } from '../sites/permissions.ts'
import {
  type CommandName,
  type Commands,
  type Failure,
  type Look,
  PORT,
  type Push,
  type UiState,
} from './protocol.ts'

/** The background, as our own pages see it. */
export interface Background {
  /** Says what is looked at, of what can be long; no state comes before the first time. */
  look(look: Look): void
  /** Does something; gives null, or why it could not be done. */
  call<Name extends CommandName>(command: Name, input: Commands[Name]): Promise<Failure | null>
  /** "Allow this site": the browser asks the person for the host. To be called first thing in a click. */
  allowSite(origin: string): Promise<void>
}

/**
 * Follows the background's state, live. A background that was stopped is
 * started again: our page is open, so somebody is looking.
 *
 * @param view which page this is, so that the background knows that somebody is looking
 * @param onState hears how things stand, now and after each change; null where that can't be read
 */
export function connect(view: string, onState: (state: UiState | null) => void): Background {
  const calls = new Map<number, (failure: Failure | null) => void>()
  let nextId = 1
  let looking: Look | null = null
  let port = attach()

  function attach() {
    const attached = browser.runtime.connect({ name: PORT + view })
    attached.onMessage.addListener((message) => {
      const push = message as Push
      if ('state' in push) onState(push.state)
      else settle(push.done, push.failure)
    })
    attached.onDisconnect.addListener(() => {
      for (const id of [...calls.keys()]) settle(id, 'internal')
      port = attach()
      if (looking) port.postMessage({ look: looking })
    })
    return attached
  }

  function settle(id: number, failure: Failure | null): void {
    calls.get(id)?.(failure)
    calls.delete(id)
  }

  function call<Name extends CommandName>(command: Name, input: Commands[Name]) {
    const id = nextId++
    return new Promise<Failure | null>((resolve) => {
      calls.set(id, resolve)
      port.postMessage({ id, command, input })
    })
  }

  return {
    call,

    look(look) {
      looking = look
      port.postMessage({ look })
    },

    async allowSite(origin) {
      // Not awaited: the click must still be fresh when the browser asks.
      void call('site.intend', { origin })
      if (await requestHost(origin)) await call('site.finish', {})
      else await call('site.abandon', { origin })
    },
  }
}
