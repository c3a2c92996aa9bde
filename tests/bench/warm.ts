import { setTimeout as pause } from 'node:timers/promises'
import type { Tab } from '../../demo/browsers/index.ts'
import { type Arena, letIn, signIn } from './arena.ts'
import { compared, inTurn, type Pair, type Row } from './numbers.ts'
import { connect, roundTrip, TO_ECHO, TO_FOYER } from './page.ts'

const SITES = 4
const BATCHES = 12
/** Round trips in a batch. */
const BATCH = 10
/** In one burst to an origin; Foyer answers 50 at once, then 10 a second. */
const BATCHES_IN_A_BURST = 4
const REFILL_MS = 4_500

interface Pages {
  readonly foyer: Tab
  readonly echo: Tab
}

/** `token.get` from a page, while the background is awake. */
export async function warm(arena: Arena): Promise<Row[]> {
  const pages = await openPages(arena, SITES)
  const all: Pair = { ours: [], yardstick: [] }
  for (let burst = 0; burst < BATCHES / BATCHES_IN_A_BURST; burst++) {
    await pause(REFILL_MS)
    for (const { foyer, echo } of pages) {
      await Promise.all([foyer.bringToFront(), echo.bringToFront()])
      await Promise.all([roundTrip(foyer, 3), roundTrip(echo, 3)])
      const pair = await inTurn(
        BATCHES_IN_A_BURST,
        () => roundTrip(foyer, BATCH),
        () => roundTrip(echo, BATCH),
      )
      all.ours.push(...pair.ours)
      all.yardstick.push(...pair.yardstick)
    }
  }
  return [compared(arena.kind, 'token.get, warm', all)]
}

const ROUNDS_COLD = 20

/** `token.get` from a page whose background was stopped. */
export async function cold(arena: Arena): Promise<Row[]> {
  const [page] = await openPages(arena, 1)
  if (!page) return []
  const pair = await inTurn(
    ROUNDS_COLD,
    () => firstAnswer(arena.foyer, page.foyer),
    () => firstAnswer(arena.echo, page.echo),
  )
  return [compared(arena.kind, 'token.get, background stopped', pair)]
}

async function firstAnswer(browser: Arena['foyer'], tab: Tab): Promise<number> {
  // Our own doings with the tab must not be what wakes it.
  await tab.bringToFront()
  await roundTrip(tab, 1)
  await pause(QUIET_MS)
  await browser.stopBackground()
  await pause(QUIET_MS)
  if (await browser.backgroundIsAlive()) throw new Error('The background is up before its time')
  return roundTrip(tab, 1)
}

const QUIET_MS = 300

async function openPages(arena: Arena, count: number): Promise<Pages[]> {
  const pages: Pages[] = []
  for (let number = 0; number < count; number++) {
    const { url } = await arena.startSite()
    const foyer = await arena.foyer.newTab(url)
    if (number === 0) await signIn(arena, foyer)
    await letIn(arena, foyer, number === 0)
    await connect(foyer, TO_FOYER)
    const echo = await arena.echo.newTab(url)
    await connect(echo, TO_ECHO)
    pages.push({ foyer, echo })
  }
  return pages
}
