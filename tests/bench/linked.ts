import { setTimeout as pause } from 'node:timers/promises'
import { type Surface, type Tab, until } from '../../demo/browsers/index.ts'
import { type Arena, PERSON } from './arena.ts'
import { type Row, spread } from './numbers.ts'

const ROUNDS = 12
/** One poll a second while somebody looks, and what comes after the poll. */
const POLL_MS = 1_000
const AFTER_POLL_MS = 150

type WatchedWindow = Window & { seenAt?: number }

/** From the approval at Plex to the account's name in the open popup, at every phase of the poll. */
export async function linked(arena: Arena): Promise<Row[]> {
  const { foyer, plex, kind } = arena
  const tab = await foyer.newTab((await arena.startSite()).url)
  const whole: number[] = []
  const afterPoll: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const popup = await foyer.openPopup(tab)
    await popup.click('button', 'Use a code')
    await popup.waitFor('img', 'QR code')
    await watchFor(popup, PERSON)
    // Each twelfth of a second once, in no order that the poll could keep step with.
    await pause(2 * POLL_MS + ((((round * 5) % ROUNDS) + Math.random()) / ROUNDS) * POLL_MS)
    const pin = plex.pins().at(-1)
    const approvedAt = Date.now()
    plex.approve(pin?.code ?? '')
    const seenAt = await until('the name', () =>
      popup.evaluate(() => (window as WatchedWindow).seenAt),
    )
    const poll = plex.log.find(
      ({ method, pinId, at }) => method === 'GET' && pinId === String(pin?.id) && at >= approvedAt,
    )
    whole.push(seenAt - approvedAt)
    if (poll) afterPoll.push(seenAt - poll.at)
    await popup.close()
    await signOut(arena, tab)
  }
  return [
    row(kind, 'approved to linked', whole, POLL_MS + AFTER_POLL_MS),
    // Part of the one above; nothing is promised for it alone.
    { ...row(kind, 'of that: from the poll on', afterPoll, 0), bound: '', isWithin: null },
  ]
}

/** The slowest counts, not the median. */
function row(browser: string, what: string, samples: number[], most: number): Row {
  const ours = spread(samples)
  const isWithin = ours.max <= most
  return { browser, what, ours, yardstick: null, ratio: null, bound: `max ${most} ms`, isWithin }
}

async function watchFor(popup: Surface, name: string): Promise<void> {
  await popup.evaluate((heading) => {
    const look = () => {
      const titles = [...document.querySelectorAll('h1')].map((title) => title.textContent)
      if (titles.includes(heading)) (window as WatchedWindow).seenAt ??= Date.now()
    }
    new MutationObserver(look).observe(document, {
      childList: true,
      subtree: true,
      characterData: true,
    })
  }, name)
}

async function signOut({ foyer }: Arena, tab: Tab): Promise<void> {
  const settings = await foyer.openExtensionPage('options.html')
  await settings.click('button', 'Sign out')
  await settings.waitForText('No account yet')
  await settings.close()
  await tab.bringToFront()
}
