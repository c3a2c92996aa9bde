import type { Browser } from '../../demo/browsers/index.ts'
import { until } from '../../demo/browsers/index.ts'
import type { Stage } from '../e2e/stage.ts'

const LONG_MS = 30_000

/** A journey whose background is stopped once, right after one of its writes. */
export interface Cut {
  /** Asks again and again, and meanwhile stops the background when it has come to that write. */
  until(what: string, probe: () => Promise<boolean> | boolean): Promise<void>
  /** False: the journey has fewer writes. */
  isDone(): boolean
}

/** @param n the write to stop after, from 1 */
export async function cutAfter({ browser, plex }: Stage, n: number): Promise<Cut> {
  const path = `/cut-after/${n}`
  await holdAfter(browser, n, `https://plex.tv${path}`)
  let isDone = false

  async function stopWhenHeld(): Promise<void> {
    if (isDone || !plex.log.some((entry) => entry.path === path)) return
    isDone = true
    await browser.stopBackground()
  }

  return {
    isDone: () => isDone,
    async until(what, probe) {
      const asked = async () => {
        await stopWhenHeld()
        return probe()
      }
      await until(`${what}, with a stop after write ${n}`, asked, LONG_MS)
    },
  }
}

type Area = Record<'set' | 'remove', (what: never) => Promise<void>>
type Storage = { storage: { local: Area; session: Area } }

/** After its n-th write nothing that this background does reaches the disk, and plex.tv is told. */
function holdAfter(browser: Browser, n: number, address: string): Promise<void> {
  return browser.inBackground(
    (writes, url) => {
      const { local, session } = (globalThis as unknown as { chrome: Storage }).chrome.storage
      let left = writes
      const forEver = new Promise<never>(() => {})
      for (const area of [local, session]) {
        for (const name of ['set', 'remove'] as const) {
          const write = area[name].bind(area)
          area[name] = async (what: never): Promise<void> => {
            if (left === 0) return forEver
            left--
            await write(what)
            if (left > 0) return
            await fetch(url)
            return forEver
          }
        }
      }
    },
    n,
    address,
  )
}
