import { describe, expect, test } from 'vitest'
import { type Surface, until } from '../../demo/browsers/index.ts'
import { CARRIERS, openPlex, tokenOf } from './outside-site.ts'
import { devicesOf, naming } from './sharing.ts'
import { BROWSERS, type Stage, setStage, signIn } from './stage.ts'

const INFO = 'GET /api/v2/pins/info'

const regionOf = (popup: Surface) => popup.within('region', 'Plex sign-in')

async function badge({ browser }: Stage): Promise<string> {
  return browser.inBackground(() => chrome.action.getBadgeText({}))
}

async function waitForBadge(stage: Stage, text: string): Promise<void> {
  await until(`the badge "${text}"`, async () => (await badge(stage)) === text)
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

describe.each(BROWSERS)('sign-ins of sites that know nothing of Foyer, in %s', (kind) => {
  test('that go to Plex’s page and back are approved on the way, and revoked', async () => {
    const stage = await setStage(kind)
    const { browser, plex, site, tab } = stage
    await signIn(stage)
    for (const carrier of CARRIERS) {
      const pin = await openPlex(tab, carrier, `${site.url}/?back=${carrier}`)
      const popup = await browser.openPopup(tab)
      await regionOf(popup).waitForText(`${carrier} app wants to sign in`)
      await regionOf(popup).waitForText(`then on to ${new URL(site.url).host}`)
      expect(await popup.has('button', 'Go on at Plex')).toBe(true)
      if (carrier === 'header') expect(await popup.axe()).toEqual([])
      await regionOf(popup).click('button', 'Approve')
      await until('the way back', async () => (await tab.url()).endsWith(`?back=${carrier}`))
      const token = await tokenOf(tab, pin)
      expect([plex.tokenIsAlive(token), await tab.url()]).toEqual([
        true,
        `${site.url}/?back=${carrier}`,
      ])
      if (await popup.isOpen()) await popup.close()
    }
    // One question for each, whoever looks how often.
    const asked = plex.log.filter(
      ({ path, product }) => path === INFO.slice(4) && product === 'Foyer for Plex',
    )
    expect(asked).toHaveLength(CARRIERS.length)

    const settings = await browser.openExtensionPage('options.html')
    const row = settings.within('region', 'Sites').within('listitem', naming('header app'))
    await row.waitForText('Signed in through Plex')
    await row.waitForText(/Device: .*header/)
    expect(await settings.axe()).toEqual([])
    const [identifier, other] = ['outside-header', 'outside-form']
    expect([devicesOf(stage, identifier).length, devicesOf(stage, other).length]).toEqual([1, 1])
    await row.click('button', 'Revoke')
    await row.waitForText(/stops working/)
    await row.click('button', 'Revoke')
    await until('its device to be gone', () => devicesOf(stage, identifier).length === 0)
    expect([plex.tokensOf(identifier).length, plex.tokensOf(other).length]).toEqual([0, 1])
    await settings.within('region', 'Sites').waitForGone('listitem', /header app/)

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
    await activity.waitForText(/Sign-in revoked · Went on to/)
    await activity.choose('Answer', 'Allowed')
    await activity.waitForText(/Let in at Plex’s page/)
    expect(await activity.text()).not.toContain('revoked')

    await settings.click('button', 'Sign out everywhere')
    await settings.within('group', /let in at Plex/).click('button', 'Sign out everywhere')
    await settings.waitForText('No account yet')
    expect([plex.tokensOf(other), devicesOf(stage, other)]).toEqual([[], []])
  })

  test('in windows of their own are found, one by one, and none but the chosen is claimed', async () => {
    const stage = await setStage(kind, { isFresh: true })
    const { browser, plex, tab } = stage
    await signIn(stage)
    const first = await openPlex(tab, 'header')
    await allowPlexPages(stage)
    await waitForBadge(stage, '1')
    let popup = await popupWith(stage, 'header app')
    await regionOf(popup).click('button', 'Approve')
    expect(plex.tokenIsAlive(await tokenOf(tab, first))).toBe(true)
    await until('its window to be gone', async () => (await plexTabs(stage)) === 0)
    if (await popup.isOpen()) await popup.close()

    const second = await openPlex(tab, 'query')
    const third = await openPlex(tab, 'form')
    await waitForBadge(stage, '2')
    popup = await popupWith(stage, 'form app')
    await popup.waitForText('1 more waiting')
    await regionOf(popup).click('button', 'Not now')
    await regionOf(popup).waitForText('query app')
    await waitForBadge(stage, '1')
    await regionOf(popup).click('button', 'Approve')
    expect(plex.tokenIsAlive(await tokenOf(tab, second))).toBe(true)
    const claimed = plex.pins().filter(({ claimedAt }) => claimedAt !== null)
    expect(claimed.map(({ code }) => code)).not.toContain(third.code)
    await waitForBadge(stage, '')
    expect(await plexTabs(stage)).toBe(1)
    for (const page of await browser.tabs()) {
      if ((await page.url()).startsWith('https://app.plex.tv')) await page.close()
    }
  })

  test('are left to Plex where it is not sure; a code is typed with the same care', async () => {
    const stage = await setStage(kind, { colorScheme: 'dark' })
    const { browser, plex, site, tab } = stage
    await signIn(stage)
    plex.faults.set({ kind: 'pin-info', members: { ipMatches: false }, route: INFO })
    const pin = await openPlex(tab, 'header', `${site.url}/?back`)
    let popup = await browser.openPopup(tab)
    await popup.waitFor('alert', /another network/)
    expect(await popup.has('button', 'Approve')).toBe(false)
    expect(await popup.axe()).toEqual([])
    await popup.click('button', 'Go on at Plex')
    await popup.waitForClose()
    expect(await tab.url()).toContain(pin.code)
    plex.faults.clear()
    await tab.evaluate((url) => location.assign(url), site.url)
    await tab.waitForText('Foyer is not here')

    const tv = await openPlex(tab, 'header', null, false)
    popup = await browser.openPopup(tab)
    await popup.click('button', 'Type a code')
    await popup.waitForFocus('textbox', 'Code')
    expect(await popup.axe()).toEqual([])
    await popup.type('textbox', 'Code', '0000')
    await popup.press('Enter')
    await popup.waitFor('alert', /does not know this code/)
    plex.faults.set({ kind: 'pin-info', members: { product: 'Plex for LG' }, route: INFO })
    await popup.click('button', 'Type it again')
    await popup.waitForFocus('textbox', 'Code')
    await popup.type('textbox', 'Code', tv.code.toLowerCase())
    await popup.click('button', 'Go on')
    await popup.waitFor('alert', /Anybody can choose such a name/)
    await popup.waitForText('Plex does not host it')
    expect(await popup.axe()).toEqual([])
    await regionOf(popup).click('button', 'Approve')
    await popup.waitFor('status', /is signed in/)
    expect(plex.tokenIsAlive(await tokenOf(tab, tv))).toBe(true)
  })
})

async function plexTabs({ browser }: Stage): Promise<number> {
  const urls = await Promise.all((await browser.tabs()).map((page) => page.url()))
  return urls.filter((url) => url.startsWith('https://app.plex.tv')).length
}
