import { APP, type Background, createBackground, ownDisk, type Surroundings } from './background.ts'
import { createClock, settle } from './clock.ts'
import { createLife } from './life.ts'
import { memoryArea } from './memory-area.ts'
import { tokenPlex } from './token-plex.ts'
import { memoryPlace, plainSealing } from './vault.ts'

/** A browser with a disk, tabs and alarms, a plex.tv, and a background that can be stopped at any step. */
export function tokensWorld({
  sealing = plainSealing(),
  place = memoryPlace(),
  isPatient = true,
} = {}) {
  const clock = createClock()
  const [local, session] = [ownDisk(), memoryArea()]
  const plex = tokenPlex(clock.now)
  const tabs = new Map([[1, `${APP}/page`]])
  const alarms: Surroundings['alarms'] = { ending: null, usual: null, private: null }
  const page: Surroundings['page'] = { opened: [], closed: 0, fails: null }
  const lasting = {
    clock,
    local,
    session,
    plex,
    tabs,
    popups: new Set<number>(),
    hosts: new Set<string>(),
    withheld: new Set<string>(),
    page,
    alarms,
    woken: [],
    shown: [],
    errors: [],
    givenBack: [],
    internet: { fetch: async () => new Response('', { status: 404 }) },
  }
  const surroundings: Surroundings = { ...lasting, sealing, place, isPatient }
  let life = createLife()

  /** The background starts; the one before is stopped. */
  function boot(next = createLife()): Background {
    life.end()
    life = next
    clock.drop()
    return createBackground(surroundings, next)
  }

  return {
    ...surroundings,
    boot,
    /** The browser closes; it may be started again. Firefox forgets its alarms then. */
    async closeBrowser(): Promise<void> {
      life.end()
      for (const name of Object.keys(alarms)) alarms[name] = null
      await session.remove(Object.keys(await session.get(null)))
    },
    /** Lets time pass as a browser does that wakes a background for its alarm, stopped in between. */
    async sleep(times: number, stepMs: number, wake: (app: Background) => unknown = () => {}) {
      for (let time = 0; time < times; time++) {
        const app = boot()
        wake(app)
        await app.wake()
        await clock.advance(stepMs)
        const due = Object.keys(alarms).filter((name) => (alarms[name] ?? Infinity) <= clock.now())
        for (const name of due) {
          alarms[name] = null
          // It pauses between its looks, and nobody waits for it.
          if (name === 'health') void app.health()
          else await (name === 'ending' ? app.tidy() : app.sweep())
        }
        await settle()
      }
    },
  }
}

export type TokensWorld = ReturnType<typeof tokensWorld>
