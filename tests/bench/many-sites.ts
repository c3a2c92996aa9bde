import { setTimeout as pause } from 'node:timers/promises'
import type { Browser } from '../../demo/browsers/index.ts'
import { type Arena, letIn, signIn } from './arena.ts'
import { firstPaint } from './first-paint.ts'
import { compared, type Pair, type Row } from './numbers.ts'
import { connect, roundTrip, TO_FOYER } from './page.ts'

const MANY = 1_000
const ROUNDS = 6
const BATCH = 20
/** A burst of 50, then 10 a second. */
const REFILL_MS = 2_500
const ROWS_FACTOR = 1.3

/** What a page and a person wait for with 1 000 sites, against the same with one. */
export async function sites(arena: Arena): Promise<Row[]> {
  const { foyer, kind } = arena
  const tab = await foyer.newTab((await arena.startSite()).url)
  await signIn(arena, tab)
  await letIn(arena, tab, true)
  await connect(tab, TO_FOYER)
  const token: Pair = { ours: [], yardstick: [] }
  const rows: Pair = { ours: [], yardstick: [] }
  for (let round = 0; round < ROUNDS; round++) {
    for (const [count, side] of round % 2 ? ORDER : [...ORDER].reverse()) {
      await keepNeighbours(foyer, count - 1)
      await tab.bringToFront()
      await roundTrip(tab, 5) // what was written is read again once
      await pause(REFILL_MS)
      token[side].push(await roundTrip(tab, BATCH))
      rows[side].push(await firstRows(foyer))
    }
  }
  return [
    compared(kind, `token.get, ${MANY} sites by 1`, token, ROWS_FACTOR),
    compared(kind, `Settings, ${MANY} sites by 1`, rows, ROWS_FACTOR),
  ]
}

const ORDER = [
  [MANY, 'ours'],
  [1, 'yardstick'],
] as const

async function firstRows(foyer: Browser): Promise<number> {
  const settings = await foyer.openExtensionPage('options.html')
  await settings.waitFor('button', 'Revoke all')
  const painted = await firstPaint(settings)
  await settings.close()
  return painted
}

type Storage = {
  storage: {
    local: {
      get(keys: null): Promise<Record<string, { v: number; data: Record<string, unknown> }>>
      set(items: object): Promise<void>
      remove(keys: string[]): Promise<void>
    }
  }
}

/** Other sites, each with all that the real one has: a site, a grant, a use, an identifier, a token. */
async function keepNeighbours(foyer: Browser, count: number): Promise<void> {
  await foyer.inBackground(async (wanted) => {
    const { local } = (globalThis as unknown as { chrome: Storage }).chrome.storage
    const KINDS = /^(site|grant|use|identifier|token):/
    const stored = Object.entries(await local.get(null)).filter(([key]) => KINDS.test(key))
    const isMade = (record: unknown) => JSON.stringify(record).includes('neighbour')
    const made = stored.filter(isMade)
    const real = JSON.stringify(stored.filter((record) => !isMade(record)))
    if (!wanted) return local.remove(made.map(([key]) => key))
    const grants = stored.filter(([key, record]) => key.startsWith('grant:') && !isMade(record))
    const [{ origin, clientIdentifier } = {}] = grants.map(([, { data }]) => data)
    const copies = Array.from({ length: wanted }, (_, index) => {
      const ofNeighbour = real
        .replaceAll(`${origin}`, `https://app-${index}.neighbour.test`)
        .replaceAll(`${clientIdentifier}`, `${index}-neighbour`)
      return JSON.parse(ofNeighbour) as [string, object][]
    })
    return local.set(Object.fromEntries(copies.flat()))
  }, count)
}
