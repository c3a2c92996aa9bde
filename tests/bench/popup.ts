import { setTimeout as pause } from 'node:timers/promises'
import type { Browser, Surface, Tab } from '../../demo/browsers/index.ts'
import { type Arena, PERSON, signIn } from './arena.ts'
import { firstPaint } from './first-paint.ts'
import { compared, FACTOR, inTurn, type Row } from './numbers.ts'

const ROUNDS = 15
const ROUNDS_COLD = 12
const QUIET_MS = 300

/** A way to show a page of an extension, in a browser that is ready for it. */
type Show = (browser: Browser, path: string) => Promise<Surface>

/**
 * From the popup's time origin to its first frame. Foyer's popup draws nothing before it is true,
 * so its first contentful paint is the frame with the true state.
 */
export async function popup(arena: Arena): Promise<Row[]> {
  const { url } = await arena.startSite()
  const front = new Map<Browser, Tab>()
  for (const browser of [arena.foyer, arena.echo]) front.set(browser, await browser.newTab(url))
  await signIn(arena, tabOf(front, arena.foyer))

  const onToolbar: Show = (browser) => browser.openPopup(tabOf(front, browser))
  const rows: Row[] = []
  for (const [where, show] of [
    ['in a tab', inTab],
    ['on the toolbar', onToolbar],
  ] as const) {
    rows.push(await measure(arena, `popup ${where}, warm`, show, ROUNDS, true))
    rows.push(await measure(arena, `popup ${where}, background stopped`, show, ROUNDS_COLD, false))
  }
  return rows
}

function measure(
  { kind, foyer, echo }: Arena,
  what: string,
  show: Show,
  rounds: number,
  isWarm: boolean,
): Promise<Row> {
  const one = (browser: Browser, path: string) => async () => {
    // Awake, and at rest.
    await browser.inBackground(() => true)
    await pause(QUIET_MS)
    // A new tab wakes Foyer, so only the toolbar's popup meets a background that is truly stopped.
    if (!isWarm) await browser.stopBackground()
    const surface = await show(browser, path)
    if (path === FOYER) await surface.waitFor('heading', PERSON)
    const painted = await firstPaint(surface)
    await surface.close()
    return painted
  }
  return inTurn(rounds, one(foyer, FOYER), one(echo, BLANK)).then((pair) =>
    compared(kind, what, pair, isWarm ? FACTOR : null),
  )
}

const FOYER = 'popup.html'
const BLANK = 'blank.html'

const inTab: Show = (browser, path) => browser.openExtensionPage(path)

function tabOf(front: Map<Browser, Tab>, browser: Browser): Tab {
  const tab = front.get(browser)
  if (!tab) throw new Error('There is no tab in front')
  return tab
}
