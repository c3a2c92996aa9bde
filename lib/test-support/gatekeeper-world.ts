import { createGatekeeper } from '../sites/gatekeeper.ts'
import { hostPattern } from '../sites/policy.ts'
import { createSites } from '../sites/sites.ts'
import { createStore } from '../storage/store.ts'
import { createClock } from './clock.ts'
import { memoryArea } from './memory-area.ts'

export const APP = 'https://app.example'
export const PORT = 'https://app.example:8443'
export const OTHER = 'https://other.example'

export function gatekeeperWorld() {
  const [area, session, clock] = [memoryArea(), memoryArea(), createClock()]
  const sites = createSites({
    store: createStore(area, () => {}),
    now: clock.now,
    allowed: () => {},
    leaving: async () => {},
    left: () => {},
  })
  /** The browser's side: permissions by host, and what the bridges were told. */
  const hosts = new Set<string>()
  const registered: string[][] = []
  const injected: string[][] = []
  const removed: string[] = []
  const state = { bridgesFail: false }
  const boot = () =>
    createGatekeeper({
      sites,
      session,
      now: clock.now,
      hasHost: async (origin) => hosts.has(hostPattern(origin)),
      removeHost: async (origin) => {
        removed.push(origin)
        hosts.delete(hostPattern(origin))
      },
      async registerBridges(origins) {
        if (state.bridgesFail) throw new Error('the browser is busy')
        registered.push([...origins])
      },
      injectBridges: async (origins) => void injected.push([...origins]),
    })
  const permit = (origin: string) => hosts.add(hostPattern(origin))
  const allowed = async () => (await sites.list()).map(({ origin }) => origin)
  const seen = { registered, injected, removed }
  return Object.assign(state, {
    sites,
    area,
    session,
    clock,
    hosts,
    ...seen,
    boot,
    permit,
    allowed,
  })
}

export async function letIn(world: ReturnType<typeof gatekeeperWorld>, origin: string) {
  const gatekeeper = world.boot()
  await gatekeeper.intend(origin)
  world.permit(origin)
  await gatekeeper.finish()
}
