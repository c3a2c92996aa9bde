import { setTimeout as pause } from 'node:timers/promises'
import type { Tab } from '../../demo/browsers/index.ts'
import { type Arena, letIn, signIn } from './arena.ts'
import { compared, type Pair, type Row } from './numbers.ts'
import { connect, roundTrip, TO_FOYER } from './page.ts'

const REQUESTS = 10_000
const ROUNDS = 10
const EACH = 4
const REFILL_MS = 5_500
const FACTOR = 2

type Flooded = { refused: number; answered: number }
type FloodWindow = Window & { flooded: Promise<Flooded> }

/** What one site waits for while another sends 10 000 requests, against the same in quiet. */
export async function flood(arena: Arena): Promise<Row[]> {
  const { foyer, kind } = arena
  const [loud, quiet] = [await arena.startSite(), await arena.startSite()]
  const loudTab = await foyer.newTab(loud.url)
  await signIn(arena, loudTab)
  await letIn(arena, loudTab, true)
  const quietTab = await foyer.newTab(quiet.url)
  await letIn(arena, quietTab, false)
  for (const tab of [loudTab, quietTab]) await connect(tab, TO_FOYER)

  const pair: Pair = { ours: [], yardstick: [] }
  await measure(quietTab, pair.yardstick)
  await pause(REFILL_MS)
  await start(loudTab)
  await measure(quietTab, pair.ours)
  const { refused, answered } = await loudTab.evaluate(
    () => (window as unknown as FloodWindow).flooded,
  )
  if (answered !== REQUESTS) throw new Error(`${answered} of ${REQUESTS} were answered`)
  return [compared(kind, `token.get beside a flood (${refused} × -32005)`, pair, FACTOR)]
}

async function measure(tab: Tab, samples: number[]): Promise<void> {
  await tab.bringToFront()
  for (let round = 0; round < ROUNDS; round++) samples.push(await roundTrip(tab, EACH))
}

/** Sends as fast as answers come, a few hundred at a time, so that it lasts. */
async function start(tab: Tab): Promise<void> {
  await tab.evaluate((requests) => {
    const page = window as unknown as FloodWindow & { ask(method: string): Promise<unknown> }
    const counts = { refused: 0, answered: 0 }
    async function send(): Promise<void> {
      while (counts.answered < requests) {
        const batch = Math.min(200, requests - counts.answered)
        const answers = Array.from({ length: batch }, () => page.ask('token.get'))
        for (const { status, reason } of (await Promise.allSettled(answers)) as {
          status: string
          reason?: Error
        }[]) {
          counts.answered++
          if (status === 'rejected' && reason?.message.includes('-32005')) counts.refused++
        }
      }
    }
    page.flooded = send().then(() => counts)
  }, REQUESTS)
}
