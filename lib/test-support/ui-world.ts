import type { Accounts } from '../accounts/accounts.ts'
import { createDesk } from '../approvals/desk.ts'
import type { LinkRunner } from '../linking/runner.ts'
import type { Gatekeeper } from '../sites/gatekeeper.ts'
import { createSites } from '../sites/store.ts'
import { createStore } from '../storage/store.ts'
import type { Vault } from '../storage/vault.ts'
import type { Command, Push } from '../ui-api/protocol.ts'
import { createUiRouter, type UiWorld } from '../ui-api/router.ts'
import { createClock, settle } from './clock.ts'
import { memoryArea } from './memory-area.ts'
import { fakePort } from './ports.ts'

export const APP = 'https://app.example'
export const OWN = { id: 'own', url: 'chrome-extension://own/popup.html' }

/** The background as our own pages meet it. `done` tells what was done, in order. */
export function uiWorld() {
  const clock = createClock()
  const done: string[] = []
  const state = {
    address: `${APP}/page` as string | undefined,
    health: 'ok' as 'ok' | 'signed_out',
    /** The browser refuses us our own storage. */
    isUnreadable: false,
    /** What the next command fails with. */
    fails: null as unknown,
  }
  const note =
    (name: string) =>
    async (...input: unknown[]) => {
      if (state.fails) throw state.fails
      done.push([name, ...input].join(' '))
      return null
    }
  const sites = createSites(
    createStore(memoryArea(), () => {}),
    clock.now,
    () => {},
  )
  const desk = createDesk({
    session: memoryArea(),
    now: clock.now,
    after: () => () => {},
    setAlarm: () => {},
    changed: () => {},
  })
  const world: UiWorld = {
    ownId: 'own',
    ownOrigin: 'chrome-extension://own/',
    link: {
      start: note('start'),
      cancel: note('cancel'),
      dismiss: note('dismiss'),
      reopenPlex: note('reopen'),
    } as unknown as LinkRunner,
    linkState: async () => {
      if (state.isUnreadable) throw new Error('the disk is broken')
      return { phase: 'idle' }
    },
    accounts: {
      list: async () => [],
      get: async (id: string) => (id === 'ann' ? { id, health: state.health } : null),
      check: async () => state.fails,
      signOut: note('signOut'),
    } as unknown as Accounts,
    sites,
    gatekeeper: {
      intend: note('intend'),
      finish: note('finish'),
      stop: note('stop'),
    } as unknown as Gatekeeper,
    desk,
    vault: { isLasting: async () => true } as Vault,
    now: clock.now,
    addressOf: async () => state.address,
    viewed: (view, isOpen) => void done.push(`${isOpen ? 'open' : 'close'} ${view}`),
  }
  const router = createUiRouter(world)

  function open(name = 'foyer-ui:popup', sender: object = OWN) {
    const port = fakePort<Command, Push>(name, sender)
    router.connect(port)
    let nextId = 1
    return {
      port,
      async call(command: string, input: object = {}) {
        const id = nextId++
        port.say({ id, command, input } as unknown as Command)
        await settle()
        return port.posted.find((push) => 'done' in push && push.done === id)
      },
    }
  }
  return { router, sites, desk, clock, done, state, open }
}
