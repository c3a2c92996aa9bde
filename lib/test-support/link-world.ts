import { createLinkRunner, type LinkRunner, type LinkWorld } from '../linking/runner.ts'
import type { LinkState } from '../linking/state.ts'
import { NotFound, type PlexError } from '../plex/errors.ts'
import type { Pin, PinKind } from '../plex/pins.ts'
import { Token } from '../plex/token.ts'
import { createClock } from './clock.ts'

const never = new Promise<never>(() => {})

/**
 * What outlives the background (disk, plex.tv, clock, the person) and the
 * background itself, which can be killed and booted again.
 */
export function linkWorld(startState: LinkState = { phase: 'idle' }) {
  const clock = createClock()
  const log: string[] = []
  const pins: { kind: PinKind; pin: Pin }[] = []
  const polls: number[] = []
  const tokens: string[] = []
  const discarded: string[] = []
  let disk: LinkState = startState
  let kill = () => {}

  const world = {
    clock,
    log,
    pins,
    polls,
    tokens,
    /** The tokens that were ended at Plex. */
    discarded,
    state: () => disk,
    /** The person has approved: each PIN has its token from now on. */
    approved: false,
    watched: false as boolean | Error,
    /** Plex's page is open in a tab of ours. */
    plexTab: false,
    armed: false,
    awake: 0,
    saveFails: 0,
    postFails: null as PlexError | null,
    getFails: null as PlexError | null,
    /** While set, plex.tv's answers wait for it. */
    slow: null as Promise<void> | null,
    /** Called before each step of a background; `true` kills it there. */
    killAt: (_step: string) => false as boolean,
    boot,
    kill: () => kill(),
    gets: () => log.filter((entry) => entry === 'GET').length,
    posts: () => log.filter((entry) => entry.startsWith('POST')).length,
  }

  function boot(): LinkRunner {
    kill()
    let dead = false
    kill = () => {
      dead = true
      clock.drop()
    }
    /** A step of a background: one that was killed takes no more, and hears of none. */
    async function take<T>(step: string, action: () => T | Promise<T>): Promise<T> {
      if (dead) return never
      if (world.killAt(`before ${step}`)) kill()
      if (dead) return never
      const outcome = await action()
      if (!dead && world.killAt(`after ${step}`)) kill()
      return dead ? never : outcome
    }

    const runnerWorld: LinkWorld = {
      now: clock.now,
      after: (delay, callback) => (dead ? () => {} : clock.after(delay, callback)),
      load: () => take('load', () => disk),
      save: (state, token) =>
        take(`save ${state.phase}`, () => {
          if (world.saveFails-- > 0) throw new Error('the disk is full')
          log.push(`save ${state.phase}${token ? ' with token' : ''}`)
          disk = JSON.parse(JSON.stringify(state)) as LinkState
          if (token) tokens.push(token.reveal())
        }),
      createPin: (kind) =>
        take('POST', async () => {
          log.push(`POST ${kind}`)
          const id = `pin-${pins.length + 1}`
          const pin = { id, code: `code-${id}`, expiresAt: clock.now() + 1_800_000, token: null }
          pins.push({ kind, pin })
          await world.slow
          if (world.postFails) throw world.postFails
          return pin
        }),
      getPin: (id) =>
        take('GET', async () => {
          log.push('GET')
          polls.push(clock.now())
          await world.slow
          if (world.getFails) throw world.getFails
          const known = pins.find(({ pin }) => pin.id === id)
          if (!known) throw new NotFound('gone', { status: 404 })
          return { ...known.pin, token: world.approved ? new Token(`token of ${id}`) : null }
        }),
      openPlex: ({ pin }) =>
        take('open', () => {
          log.push(`${world.plexTab ? 'front' : 'open'} ${pin.id}`)
          world.plexTab = true
        }),
      leavePlex: () =>
        take('leave', () => {
          log.push('leave')
          world.plexTab = false
        }),
      discard: (token) => take('discard', () => void discarded.push(token.reveal())),
      isWatched: async () => {
        if (world.watched instanceof Error) throw world.watched
        return world.watched
      },
      stayAwake: () => void world.awake++,
      setAlarms: (armed) => {
        if (!dead) world.armed = armed
      },
      changed: () => {},
    }
    return createLinkRunner(runnerWorld)
  }
  return world
}

/** A promise and the way to keep it. */
export function gate() {
  let open = () => {}
  const closed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { closed, open: () => open() }
}
