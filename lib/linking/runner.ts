import { PlexError, RateLimited } from '../plex/errors.ts'
import type { Pin, PinKind } from '../plex/pins.ts'
import type { Token } from '../plex/token.ts'
import type { LinkEffect, LinkEvent } from './events.ts'
import { step } from './machine.ts'
import { nextPollAt, type Occasion } from './pace.ts'
import { isUnderWay, type LinkState, type Trouble } from './state.ts'

/** What the runner needs from outside; all times in milliseconds. */
export interface LinkWorld {
  readonly now: () => number
  /** Runs `callback` once, later; gives a function that calls it off. */
  readonly after: (delay: number, callback: () => void) => () => void
  readonly load: () => Promise<LinkState>
  /** Stores the state and, in the same write, the account that a token opens. */
  readonly save: (state: LinkState, token?: Token) => Promise<void>
  readonly createPin: (kind: PinKind) => Promise<Pin>
  readonly getPin: (id: string) => Promise<Pin>
  readonly openPlex: (state: Extract<LinkState, { phase: 'waiting' }>) => Promise<void>
  readonly leavePlex: () => Promise<void>
  /** Ends a token at Plex that is not wanted any more. */
  readonly discard: (token: Token) => Promise<void>
  /** Whether somebody is looking: the popup is open or Plex's tab is in front. */
  readonly isWatched: () => Promise<boolean>
  /** Called on every beat while a PIN waits: the browser stops a background that only sleeps. */
  readonly stayAwake: () => void
  /** Has the browser wake us, even when it stopped us, for as long as a PIN waits. */
  readonly setAlarms: (armed: boolean) => void
  readonly changed: (state: LinkState) => void
}

export interface LinkRunner {
  start(kind: PinKind): Promise<void>
  cancel(): Promise<void>
  dismiss(): Promise<void>
  /** Nothing can be sealed or opened from now on. */
  lock(): Promise<void>
  reopenPlex(): Promise<void>
  plexTabClosed(): Promise<void>
  online(): Promise<void>
  /** Goes on from whatever is on disk. Called on every wake, as often as one likes. */
  resume(occasion?: Occasion): Promise<void>
}

/** A beat at least this often, due or not: it keeps us awake, and a clock may be set back. */
const BEAT_MAX_MS = 5_000

/**
 * Carries out what the machine decides. Events are handled one after the
 * other; a state is on disk before its effects begin; the network is never
 * waited for in the queue, so that a person's click is never behind it.
 */
export function createLinkRunner(world: LinkWorld): LinkRunner {
  let queue: Promise<void> = Promise.resolve()
  let callOff = () => {}
  const busy = new Set<LinkEffect['type']>()
  /** A wake that has had no poll yet: it came during one, or within a second of the last. */
  let woken = false

  function dispatch(event: LinkEvent): Promise<void> {
    return inTurn(async () => handle(await world.load(), event))
  }

  function inTurn(task: () => Promise<void>): Promise<void> {
    const done = queue.then(task)
    // A write that failed loses nothing: the next beat asks again.
    queue = done.catch(async () => schedule(await world.load())).catch(() => {})
    return done
  }

  async function handle(before: LinkState, event: LinkEvent): Promise<void> {
    const { state, effects, token } = step(before, event)
    if (state !== before) {
      await world.save(state, token)
      world.changed(state)
    }
    // What fails here is tried again by the next beat, alarm or click; but for `discard`.
    for (const effect of effects) perform(effect, state).catch(() => {})
    await schedule(state)
  }

  async function perform(effect: LinkEffect, state: LinkState): Promise<void> {
    if (busy.has(effect.type)) return
    busy.add(effect.type)
    if (effect.type === 'poll') woken = false
    const outcome = await carryOut(effect, state).catch(() => undefined)
    // Busy until the outcome has its turn: nothing before it in the queue begins the same again.
    await inTurn(async () => {
      busy.delete(effect.type)
      if (outcome) await handle(await world.load(), outcome)
    })
  }

  async function carryOut(effect: LinkEffect, state: LinkState): Promise<LinkEvent | undefined> {
    switch (effect.type) {
      case 'create':
        return world.createPin(effect.kind).then(
          (pin) => ({ type: 'created', kind: effect.kind, pin, at: world.now() }),
          (error) => ({
            type: 'not_created',
            kind: effect.kind,
            ...describe(error),
            at: world.now(),
          }),
        )
      case 'poll': {
        if (state.phase !== 'waiting') return
        const pinId = state.pin.id
        return world.getPin(pinId).then(
          ({ token }) => ({ type: 'looked', pinId, token, at: world.now() }),
          (error) => ({ type: 'look_failed', pinId, ...describe(error), at: world.now() }),
        )
      }
      case 'open_plex':
        if (state.phase !== 'waiting') return
        await world.openPlex(state)
        return { type: 'plex_tab_opened', pinId: state.pin.id, at: world.now() }
      case 'leave_plex':
        await world.leavePlex()
        return
      case 'discard':
        await world.discard(effect.token)
    }
  }

  async function schedule(state: LinkState): Promise<void> {
    // One that is linked is still looked at, until the news of it is old.
    world.setAlarms(isUnderWay(state) || state.phase === 'linked')
    callOff()
    if (state.phase !== 'waiting' || busy.has('poll')) return
    const watched = await isWatched()
    const next = Math.min(nextPollAt(state, occasion(), watched), state.expiresAt)
    callOff()
    const delay = Math.min(Math.max(0, next - world.now()), BEAT_MAX_MS)
    callOff = world.after(delay, () => {
      world.stayAwake()
      look('beat').catch(() => {})
    })
  }

  /** Nobody looks where the browser can't tell: at a window that is just closing. */
  function isWatched(): Promise<boolean> {
    return world.isWatched().catch(() => false)
  }

  function occasion(): Occasion {
    return woken ? 'wake' : 'beat'
  }

  async function look(why: Occasion): Promise<void> {
    woken ||= why === 'wake'
    if (busy.has('poll')) return
    await inTurn(async () => {
      const state = await world.load()
      const watched = state.phase === 'waiting' && (await isWatched())
      await handle(state, { type: 'look', occasion: occasion(), watched, at: world.now() })
    })
  }

  return {
    start: (kind) => dispatch({ type: 'start', kind, at: world.now() }),
    cancel: () => dispatch({ type: 'cancel', at: world.now() }),
    dismiss: () => dispatch({ type: 'dismiss', at: world.now() }),
    lock: () => dispatch({ type: 'lock', at: world.now() }),
    reopenPlex: () => dispatch({ type: 'reopen', at: world.now() }),
    online: () => dispatch({ type: 'online', at: world.now() }).then(() => look('wake')),
    resume: (occasion = 'wake') => look(occasion),
    async plexTabClosed() {
      await dispatch({ type: 'plex_tab_closed', at: world.now() })
      await look('wake')
    },
  }
}

function describe(error: unknown): { trouble: Trouble; retryAfter: number | null } {
  return {
    trouble: error instanceof PlexError ? error.kind : 'unreadable',
    retryAfter: error instanceof RateLimited ? error.retryAfter : null,
  }
}
