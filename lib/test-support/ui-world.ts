import type { Decisions } from '../approvals/decisions.ts'
import type { LinkRunner } from '../linking/runner.ts'
import type { LinkState } from '../linking/state.ts'
import type { Gatekeeper } from '../sites/gatekeeper.ts'
import { createUiRouter, type UiWorld } from '../ui-api/router.ts'
import { OWN_ID, OWN_ORIGIN } from './background.ts'
import { openPage } from './own-page.ts'
import { sharingWorld } from './sharing-world.ts'

export { OWN } from './own-page.ts'
export { APP, OTHER } from './sharing-world.ts'

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
      // What a page is not to hear.
      return 'done' as unknown as undefined
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

  const open = (...page: [name?: string, sender?: object]) => openPage(router, ...page)
  return { ...shared, router, done, state, open }
}
