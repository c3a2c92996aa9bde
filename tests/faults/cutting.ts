import type { Browser } from '../../demo/browsers/index.ts'
import { until } from '../../demo/browsers/index.ts'
import type { Stage } from '../e2e/stage.ts'

const LONG_MS = 30_000

/** A stretch of a journey whose background is stopped right after each write that has a new name. */
export interface Cut {
  /** Asks again and again, and meanwhile stops the background when it has come to such a write. */
  until(what: string, probe: () => Promise<boolean> | boolean): Promise<void>
  /**
   * The stretch is over, and nothing is cut any more.
   *
   * @returns whether there was a stop; without one it has no other writes
   */
  end(): Promise<boolean>
}

/** @param known the writes that were stopped after before; each other one is stopped after, and added */
export async function cutAfterEach({ browser, plex }: Stage, known: Set<string>): Promise<Cut> {
  const stoppedAfter: string[] = []
  /** Empty in the life that no stop came before: of that one each write counts, of others what is new. */
  const life = () => (stoppedAfter.length === 0 ? '' : RESUMED)
  const arm = () => {
    const names = [...known].filter((name) => life() || !name.startsWith(RESUMED))
    const bare = names.map((name) => name.replace(RESUMED, ''))
    return holdAfterNext(browser, bare, `https://plex.tv${TOLD}`)
  }
  let from = plex.log.length
  let isArmed = true
  await arm()

  async function stopWhenHeld(): Promise<void> {
    if (!isArmed) {
      // What wakes it is part of the journey. What it writes before this look is for the next walk.
      isArmed = await browser.backgroundIsAlive()
      if (isArmed) await arm()
      return
    }
    const told = plex.log.slice(from).find(({ path }) => path.startsWith(TOLD))
    if (!told) return
    from = plex.log.length
    await browser.stopBackground()
    isArmed = false
    const name = told.path.slice(TOLD.length)
    known.add(life() + name)
    stoppedAfter.push(name)
  }

  return {
    async until(what, probe) {
      const asked = async () => {
        await stopWhenHeld()
        return probe()
      }
      await until(what, asked, LONG_MS).catch((error: Error) => {
        error.message += `, with stops after ${stoppedAfter.join(', ') || 'nothing'}`
        throw error
      })
    },
    async end() {
      const before = stoppedAfter.length
      if (isArmed && (await browser.inBackground(letGo))) {
        await until('the last write', async () => {
          await stopWhenHeld()
          return stoppedAfter.length > before
        })
      }
      return stoppedAfter.length > 0
    },
  }
}

const TOLD = '/cut-after/'

/** Begins the names of what was written in a journey that went on after a stop. */
export const RESUMED = 'resumed-'

type Area = Record<'set' | 'remove', (what: never) => Promise<void>>
/** The cut hangs there because all that runs in a background has it in common. */
type Kept = Area & { cut?: { isHeld: boolean; undo(): void } }
type Background = { chrome: { storage: { local: Kept; session: Area } } }

/**
 * A write's name is what it does to which kinds of records, and how often that was done: `set-token+grant-1`.
 * After the first of another name nothing that this background does reaches the disk, and plex.tv is told.
 */
function holdAfterNext(browser: Browser, known: string[], address: string): Promise<void> {
  return browser.inBackground(
    (names, url) => {
      const { local, session } = (globalThis as unknown as Background).chrome.storage
      const undoing: (() => void)[] = []
      const undo = () => {
        for (const each of undoing) each()
      }
      const cut = { isHeld: false, undo }
      local.cut = cut
      const counts: Record<string, number> = {}
      const forEver = new Promise<never>(() => {})
      function nameOf(deed: string, what: string | string[] | object): string {
        const keys =
          typeof what === 'string' ? [what] : Array.isArray(what) ? what : Object.keys(what)
        const name = `${deed}-${keys.map((key) => key.split(':')[0]).join('+')}`
        counts[name] = (counts[name] ?? 0) + 1
        return `${name}-${counts[name]}`
      }
      for (const area of [local, session]) {
        for (const deed of ['set', 'remove'] as const) {
          const own = area[deed]
          const write = own.bind(area)
          undoing.push(() => {
            area[deed] = own
          })
          area[deed] = async (what: never): Promise<void> => {
            if (cut.isHeld) return forEver
            const name = nameOf(deed, what)
            cut.isHeld = !names.includes(name)
            const isLast = cut.isHeld
            await write(what)
            if (!isLast) return
            await fetch(url + name)
            return forEver
          }
        }
      }
    },
    known,
    address,
  )
}

/** Undoes it in a background that is not held, and tells whether it is. */
function letGo(): boolean {
  const { cut } = (globalThis as unknown as Background).chrome.storage.local
  if (!cut?.isHeld) cut?.undo()
  return cut?.isHeld ?? false
}
