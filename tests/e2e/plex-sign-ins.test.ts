import { describe, expect, test } from 'vitest'
import { type Surface, type Tab, until } from '../../demo/browsers/index.ts'
import type { PlexTv } from '../../demo/plex-tv/server.ts'
import { expectAccessible } from './accessible.ts'
import {
  CARRIERS,
  type Carrier,
  makeOutsidePin,
  type OutsidePin,
  openPlex,
  pageFor,
  tokenOf,
} from './outside-site.ts'
import { devicesOf, LINK } from './sharing.ts'
import { beSignedIn } from './signed-in.ts'
import { BROWSERS, type Stage, setStage } from './stage.ts'

const INFO = 'GET /api/v2/pins/info'

const regionOf = (popup: Surface) => popup.within('region', 'Plex sign-in')

async function waitForBadge({ browser }: Stage, text: string): Promise<void> {
  const badge = () => browser.inBackground(() => chrome.action.getBadgeText({}))
  await until(`the badge "${text}"`, async () => (await badge()) === text)
}

/** The popup over the site, with what waits elsewhere in it. */
async function popupWith({ browser, tab }: Stage, product: string): Promise<Surface> {
  const popup = await browser.openPopup(tab)
  await regionOf(popup).waitForText(product)
  return popup
}

/** The person lets Foyer see Plex's pages in windows without its button. */
async function allowPlexPages({ browser, tab }: Stage): Promise<void> {
  const popup = await browser.openPopup(tab)
  await popup.waitFor('region', 'Plex pages in pop-up windows')
  expect(await popup.axe()).toEqual([])
  await popup.click('button', 'Let Foyer see them')
  await browser.answerPrompt(true)
  if (await popup.isOpen()) await popup.close()
}

/**
 * The person's click; and the site has a token that lives.
 *
 * @param back where Plex's page, which is in its place, goes on
 */
async function approve(
  { plex, tab }: Stage,
  popup: Surface,
  pin: OutsidePin,
  back?: string,
): Promise<void> {
  await regionOf(popup).click('button', 'Approve')
  await plex.waitFor(({ path, pinId }) => LINK.endsWith(path) && pinId === String(pin.id))
  if (back) await until(`the way back to ${back}`, async () => (await tab.url()) === back)
  expect(plex.tokenIsAlive((await tokenOf(tab, pin)) ?? '')).toBe(true)
}

/** The site sends the person to Plex's page; the popup over it approves that, and it comes back. */
async function approveOnTheWay(stage: Stage, carrier: Carrier): Promise<OutsidePin> {
  const { browser, site, tab } = stage
  const back = `${site.url}/?back=${carrier}`
  const pin = await openPlex(tab, carrier, back)
  const popup = await browser.openPopup(tab)
  await regionOf(popup).waitForText(`${carrier} app wants to sign in`)
  await regionOf(popup).waitForText(`then on to ${new URL(back).host}`)
  expect(await popup.has('button', 'Go on at Plex')).toBe(true)
  if (carrier === 'header') expect(await popup.axe()).toEqual([])
  await approve(stage, popup, pin, back)
  return pin
}

/** Whose approval Plex has taken, by the PINs' ids. */
function linkedAt({ plex }: Stage): (string | null)[] {
  const done = plex.log.filter(({ method, path, status }) => {
    return `${method} ${path}` === LINK && status === 204
  })
  return done.map(({ pinId }) => pinId)
}

type Rule = Parameters<PlexTv['faults']['set']>[0]

const told = (members: Extract<Rule, { kind: 'pin-info' }>['members']): Rule => {
  return { kind: 'pin-info', members }
}

/** What Plex tells of who asks, what the person reads then, and whether they can approve it. docs/PLEX-API.md §3.1 */
const ANSWERS: readonly (readonly [Rule, RegExp, boolean])[] = [
  [told({ isSafeOrigin: true }), /Approve only what you started yourself/, true],
  [told({ isSafeOrigin: false }), /Plex does not host it/, true],
  [told({ product: 'Plex for LG' }), /Anybody can choose such a name/, true],
  [{ kind: 'dropped' }, /Plex can't be reached/, false],
  [{ kind: 'status', status: 404, code: 1020 }, /Plex does not know this code/, false],
  [{ kind: 'not-json' }, /Plex did not say enough/, false],
  [told({ product: '0' }), /has not said its name/, false],
  [told({ ipMatches: null }), /Plex did not say enough/, false],
  [told({ ipMatches: false }), /asked from another network/, false],
]

describe.each(BROWSERS)('sign-ins of sites that know nothing of Foyer, in %s', (kind) => {
  test('are approved on the way to Plex and back, or in windows of their own, and none but the chosen', {
    timeout: 120_000, // six sign-ins
  }, async () => {
    const stage = await setStage(kind, { isFresh: true })
    const { browser, plex, site, tab } = stage
    await beSignedIn(stage)
    // Seen by the click on our button alone.
    const before: OutsidePin[] = []
    for (const carrier of CARRIERS) before.push(await approveOnTheWay(stage, carrier))

    const first = await openPlex(tab, 'header')
    const second = await openPlex(tab, 'query')
    const third = await openPlex(tab, 'form')
    await allowPlexPages(stage)
    await waitForBadge(stage, '3')
    let popup = await popupWith(stage, 'form app')
    await popup.waitForText('2 more waiting')
    await regionOf(popup).click('button', 'Not now')
    await regionOf(popup).waitForText('query app')
    await waitForBadge(stage, '2')
    await approve(stage, popup, second)
    expect(linkedAt(stage)).toEqual([...before, second].map(({ id }) => String(id)))
    const claimed = plex.pins().filter(({ claimedAt }) => claimedAt !== null)
    const others = claimed.filter(({ code }) => code === first.code || code === third.code)
    expect(others).toEqual([])
    await waitForBadge(stage, '1')

    popup = await popupWith(stage, 'header app')
    await approve(stage, popup, first)
    await waitForBadge(stage, '')
    // The person comes back to what they put off: the site makes another PIN, in another window.
    const again = await openPlex(tab, 'form')
    await waitForBadge(stage, '1')
    popup = await popupWith(stage, 'form app')
    await approve(stage, popup, again)
    await until('those windows to be gone', async () => (await plexPages(stage)).length === 1)
    for (const page of await plexPages(stage)) await page.close()
    // One question for each, whoever looks how often.
    const asked = plex.log.filter(
      ({ path, product }) => path === INFO.slice(4) && product === 'Foyer for Plex',
    )
    expect(asked).toHaveLength(2 * CARRIERS.length + 1)

    const settings = await browser.openExtensionPage('options.html')
    await settings.waitForText(`Let in at Plex’s page · Went on to ${new URL(site.url).host}`)
  })

  test('are left to Plex where it is not sure; what was approved, a typed code too, is listed and revoked', async () => {
    const stage = await setStage(kind)
    const { browser, plex, tab } = stage
    await beSignedIn(stage)
    let page = await browser.newTab('https://app.plex.tv/auth')
    let popup = await browser.openPopup(page)
    await popup.waitForText('No page to share with')
    for (const [answer, words, isOffered] of ANSWERS) {
      plex.faults.clear()
      plex.faults.set({ ...answer, route: INFO })
      await turnTo(page, await makeOutsidePin(tab, 'header', true))
      await regionOf(popup).waitForText(words)
      const has = (name: string) => regionOf(popup).has('button', name)
      const buttons = [await has('Approve'), await has('Go on at Plex'), await has('Not now')]
      expect(buttons, String(words)).toEqual([isOffered, true, true])
    }
    await expectAccessible(browser, popup, 'dark')
    await popup.click('button', 'Go on at Plex')
    await popup.waitForClose()

    plex.faults.clear()
    const tv = await makeOutsidePin(tab, 'header', false)
    popup = await browser.openPopup(page)
    await popup.click('button', 'Type a code')
    await popup.waitForFocus('textbox', 'Code')
    await expectAccessible(browser, popup, 'dark')
    await popup.type('textbox', 'Code', '0000')
    await popup.press('Enter')
    await popup.waitFor('alert', /does not know this code/)
    plex.faults.set({ ...told({ product: 'Plex for LG' }), route: INFO })
    await popup.click('button', 'Type it again')
    await popup.waitForFocus('textbox', 'Code')
    await popup.type('textbox', 'Code', tv.code.toLowerCase())
    await popup.click('button', 'Go on')
    await popup.waitFor('alert', /Anybody can choose such a name/)
    await popup.waitForText('Plex does not host it')
    await expectAccessible(browser, popup, 'dark')
    await approve(stage, popup, tv)
    await popup.waitFor('status', /is signed in/)

    plex.faults.clear()
    const form = await makeOutsidePin(tab, 'form', true)
    await turnTo(page, form)
    await regionOf(popup).waitForText('form app')
    await approve(stage, popup, form)
    const query = await makeOutsidePin(tab, 'query', true)
    page = await browser.newTab(pageFor(query))
    popup = await browser.openPopup(page)
    await regionOf(popup).waitForText('query app')
    await approve(stage, popup, query)

    const settings = await browser.openExtensionPage('options.html')
    const row = settings.within('region', 'Sites').within('listitem', /Plex for LG/)
    await row.waitForText('Signed in through Plex')
    await row.waitForText(/Device: .*header/)
    await expectAccessible(browser, settings, 'dark')
    const [identifier, other] = ['outside-header', 'outside-form']
    expect([devicesOf(stage, identifier).length, devicesOf(stage, other).length]).toEqual([1, 1])
    await row.click('button', 'Revoke')
    await row.waitForText(/stops working/)
    await row.click('button', 'Revoke')
    await until('its device to be gone', () => devicesOf(stage, identifier).length === 0)
    expect([plex.tokensOf(identifier).length, plex.tokensOf(other).length]).toEqual([0, 1])
    await settings.within('region', 'Sites').waitForGone('listitem', /Plex for LG/)

    await settings.waitForText(/stays signed in when you sign out/)
    await settings.click('button', 'Details')
    const devices = settings.within('region', 'Devices')
    await devices.waitForText('Let in by you for query app')
    await devices.click('checkbox', /^query/)
    await devices.click('button', 'Remove')
    const sure = devices.within('group', 'Remove 1 device?')
    await sure.waitForText('query app has to sign in to Plex again.')
    await sure.click('button', 'Remove')
    await devices.waitForText('1 device was removed.')
    await settings.within('region', 'Sites').waitForGone('listitem', /query app/)
    expect(plex.tokensOf('outside-query')).toEqual([])

    const activity = settings.within('region', 'Activity')
    await activity.type('searchbox', 'Search activity', 'QUERY')
    await activity.waitForText(/Sign-in revoked/)
    await activity.choose('Answer', 'Allowed')
    await activity.waitForText(/Let in at Plex’s page/)
    expect(await activity.text()).not.toContain('revoked')

    await settings.click('button', 'Sign out everywhere')
    await settings.within('group', /let in at Plex/).click('button', 'Sign out everywhere')
    await settings.waitForText('No account yet')
    expect([plex.tokensOf(other), devicesOf(stage, other)]).toEqual([[], []])
  })
})

/**
 * Plex's page turns to another PIN, before the person's eyes. At another path it would be another document, for
 * which Firefox wants another click on our button.
 */
async function turnTo(page: Tab, pin: OutsidePin): Promise<void> {
  await page.evaluate((to) => location.assign(to), pageFor(pin))
}

/** What is open at Plex's page. */
async function plexPages({ browser }: Stage): Promise<Tab[]> {
  const pages = await Promise.all(
    (await browser.tabs()).map(async (page) => ({ page, url: await page.url() })),
  )
  return pages.filter(({ url }) => url.startsWith('https://app.plex.tv')).map(({ page }) => page)
}
