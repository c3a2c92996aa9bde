import type { Decisions } from '../approvals/decisions.ts'
import type { LinkRunner } from '../linking/runner.ts'
import type { LinkState } from '../linking/state.ts'
import type { Gatekeeper } from '../sites/gatekeeper.ts'
import type { Command, Look, Looking, Push, UiState } from '../ui-api/protocol.ts'
import { createUiRouter, type UiWorld } from '../ui-api/router.ts'
import { OWN_ID, OWN_ORIGIN } from './background.ts'
import { settle } from './clock.ts'
import { until } from './page-world.ts'
import { fakePort } from './ports.ts'
import { sharingWorld } from './sharing-world.ts'

export { APP, OTHER } from './sharing-world.ts'

export const OWN = { id: OWN_ID, url: `${OWN_ORIGIN}popup.html` }

/** The background as our own pages meet it. `done` tells what was done beyond what is stored, in order. */
export function uiWorld() {
  const shared = sharingWorld()
  const { sites } = shared
  const done: string[] = []
  const state = {
    link: { phase: 'idle' } as LinkState,
    /** The browser refuses us our own storage. */
    isUnreadable: false,
    /** What the next command fails with. */
    fails: null as unknown,
    /** This site can't be stopped. */
    stuck: '',
  }
  const { remove } = sites
  sites.remove = async (origin) => {
    if (origin === state.stuck) throw new Error('the disk is broken')
    await remove(origin)
  }
  const note =
    (name: string) =>
    async (...input: unknown[]) => {
      if (state.fails) throw state.fails
      done.push([name, ...input.map((it) => JSON.stringify(it))].join(' '))
    }
  const world: UiWorld = {
    ...shared,
    plex: shared.plex.client,
    renewAccount: note('renew'),
    needPin: async () => new Set(),
    ownId: OWN_ID,
    ownOrigin: OWN_ORIGIN,
    link: {
      start: note('start'),
      cancel: note('cancel'),
      dismiss: note('dismiss'),
      reopenPlex: note('reopen'),
    } as unknown as LinkRunner,
    linkState: async () => {
      if (state.isUnreadable) throw new Error('the disk is broken')
      return state.link
    },
    gatekeeper: {
      intend: note('intend'),
      abandon: note('abandon'),
      finish: note('finish'),
      stop: shared.gatekeeper.stop,
    } as unknown as Gatekeeper,
    decisions: {
      allow: note('allow'),
      allowAtPlex: note('allowAtPlex'),
    } as unknown as Decisions,
    used: () => {},
    viewed: (view, isOpen) => void done.push(`${isOpen ? 'open' : 'close'} ${view}`),
  }
  const router = createUiRouter(world)
  // Our router hears what the one in its place would.
  shared.ui.changed = router.changed

  /** A page of ours opens; it looks at nothing yet. */
  function open(name = 'foyer-ui:popup', sender: object = OWN) {
    const port = fakePort<Command | Looking, Push>(name, sender)
    router.connect(port)
    let nextId = 1
    const states = () => port.posted.flatMap((push) => ('state' in push ? [push.state] : []))

    async function call(command: string, input: object = {}) {
      const id = nextId++
      port.say({ id, command, input } as unknown as Command)
      if (port.isClosed) return undefined
      return until(() => port.posted.find((push) => 'done' in push && push.done === id))
    }

    /** Looks at this, and gives what is shown then. */
    async function look(look: Look = {}): Promise<UiState> {
      const before = states().length
      port.say({ look })
      await until(() => states().length > before)
      await settle()
      const shown = states().at(-1)
      if (!shown) throw new Error('nothing could be read')
      return shown
    }

    return { port, call, look, states }
  }
  return { ...shared, router, done, state, open }
}
