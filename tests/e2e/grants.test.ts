import { describe, expect, test } from 'vitest'
import { type Browser, until } from '../../demo/browsers/index.ts'
import { connectPage } from './page-client.ts'
import { rewriteRecord, storedRecords } from './records.ts'
import { accountToken, ask, getToken, letIn, naming } from './sharing.ts'
import { BROWSERS, setStage } from './stage.ts'

type Alarms = { alarms: { create(name: string, info: { when: number }): Promise<void> } }

async function keyOfGrant(browser: Browser): Promise<string> {
  const key = Object.keys(await storedRecords(browser)).find((it) => it.startsWith('grant:'))
  if (!key) throw new Error('Nothing was granted')
  return key
}

describe.each(BROWSERS)('what a site has, in %s', (kind) => {
  test('the account, without the e-mail address unless the person ticked it; the servers, the best way first; another time, chosen in Settings; a removed permission and a sign-out end the tokens at Plex as well', async () => {
    const stage = await setStage(kind)
    const { plex, tab, browser, site } = stage
    const page = await letIn(stage)
    await ask(stage, tab, page, ['account'])
    const account = await page.call('account.get')
    expect(account).toMatchObject({ id: '7400001', username: 'demo', title: 'Demo Person' })
    expect(account).not.toHaveProperty('email')
    expect(await page.failure('token.get')).toMatchObject({ code: 4100 })
    // Nothing here needs a token, so none is made.
    expect(plex.log.filter(({ path }) => path === '/api/v2/pins/link')).toEqual([])

    await page.call('access.release')
    await ask(stage, tab, page, ['account'], (popup) => popup.click('checkbox', 'E-mail address'))
    expect(await page.call('account.get')).toMatchObject({ email: 'demo@example.com' })

    await page.call('access.release')
    await ask(stage, tab, page, ['servers'])
    const servers = (await page.call('servers.list')) as Record<string, never>[]
    expect(servers.length).toBeGreaterThan(0)
    expect(servers[0]).not.toHaveProperty('accessToken')
    for (const { connections } of servers as unknown as { connections: object[] }[]) {
      const ranks = connections.map((it) =>
        'relay' in it && it.relay ? 2 : 'local' in it && it.local ? 0 : 1,
      )
      expect(ranks).toEqual([...ranks].sort())
    }
    const asked = plex.log.findLast(({ path }) => path === '/api/v2/resources')
    expect(asked?.product).toMatch(/ via Foyer$/)

    await ask(stage, tab, page, ['token'])
    const withTokens = (await page.call('servers.list')) as Record<string, unknown>[]
    expect(withTokens[0]?.accessToken).toEqual(expect.any(String))
    expect(await page.call('foyer.state')).toMatchObject({
      grant: { scopes: ['servers', 'token'] },
    })

    const first = await getToken(page)
    let settings = await browser.openExtensionPage('options.html')
    const row = settings.within('listitem', naming(site.url))
    await row.click('button', 'Change')
    await row.choose('For how long', '30 days')
    await row.click('button', 'Save')
    await until('the page to hear of it', async () => {
      const { grant } = (await page.heard()).states.at(-1) as {
        grant: { expiresAt: number | null }
      }
      return grant.expiresAt !== null && grant.expiresAt > Date.now() + 29 * 86_400_000
    })
    expect((await getToken(page)).token).toBe(first.token)
    expect(plex.tokenIsAlive(first.token)).toBe(true)
    await settings.close()

    await browser.removeHostInSettings(site.url)
    await until('the token to be dead', () => !plex.tokenIsAlive(first.token))

    const popup = await browser.openPopup(tab)
    await popup.click('button', 'Allow this site')
    await browser.answerPrompt(true).catch(() => {}) // Chromium remembers the answer
    if (await popup.isOpen()) await popup.close()
    await tab.waitForText('One click signs you in')
    const again = await connectPage(tab)
    await ask(stage, tab, again)
    const second = await getToken(again)
    const own = accountToken(stage)
    settings = await browser.openExtensionPage('options.html')
    await settings.click('button', 'Sign out')
    await settings.waitForText(/No account yet/)
    expect(plex.tokenIsAlive(own)).toBe(false)
    await until('the token to be dead', () => !plex.tokenIsAlive(second.token))
    expect(await again.failure('token.get')).toMatchObject({ code: 4100 })
  })

  test('for this visit only: it ends when the tab goes elsewhere; for an hour: over when it is used, and by the alarm when it is not', async () => {
    const stage = await setStage(kind)
    const { plex, tab, browser, site } = stage
    const page = await letIn(stage)
    await ask(stage, tab, page, ['token'], (popup) => popup.choose('For how long', /visit/))
    const { token } = await getToken(page)
    const twin = await browser.newTab(site.url)
    expect(await (await connectPage(twin)).failure('token.get')).toMatchObject({ code: 4100 })
    await tab.bringToFront()
    await tab.page.reload()
    expect((await getToken(await connectPage(tab))).token).toBe(token)
    await tab.page.goto(site.url.replace('127.0.0.1', 'localhost'))
    await until('the token to be dead', () => !plex.tokenIsAlive(token))
    await tab.page.goto(site.url)
    await tab.waitForText('One click signs you in')
    const back = await connectPage(tab)
    expect(await back.failure('token.get')).toMatchObject({ code: 4100 })

    const hour = (popup: { choose(name: string, option: string): Promise<void> }) =>
      popup.choose('For how long', '1 hour')
    await ask(stage, tab, back, ['token'], hour)
    const first = await getToken(back)
    expect(first.expiresAt).toBeGreaterThan(Date.now() + 3_500_000)
    await rewriteRecord(browser, await keyOfGrant(browser), { expiresAt: Date.now() - 1 })
    await tab.bringToFront()
    expect(await back.failure('token.get')).toMatchObject({ code: 4100 })
    await until('the token to be dead', () => !plex.tokenIsAlive(first.token))

    await ask(stage, tab, back, ['token'], hour)
    const second = await getToken(back)
    await rewriteRecord(browser, await keyOfGrant(browser), { expiresAt: Date.now() - 1 })
    const ours = await browser.openExtensionPage('options.html')
    await ours.evaluate(() =>
      (globalThis as unknown as { chrome: Alarms }).chrome.alarms.create('expiry', {
        when: Date.now(),
      }),
    )
    await until('the token to be dead', () => !plex.tokenIsAlive(second.token))
    await until(
      'the page to hear of it',
      async () => (await back.heard()).states.at(-1)?.grant === null,
    )
  })

  test('until the browser closes: it ends with it', async () => {
    const stage = await setStage(kind)
    const { plex, tab, browser, site } = stage
    const page = await letIn(stage)
    await ask(stage, tab, page, ['token'], (popup) => popup.choose('For how long', /closes/))
    const { token } = await getToken(page)
    await browser.stopBackground()
    expect((await getToken(page)).token).toBe(token)
    await browser.restart()
    await until('the token to be dead', () => !plex.tokenIsAlive(token), 20_000)
    const again = await browser.newTab(site.url)
    await again.waitForText('One click signs you in')
    expect(await (await connectPage(again)).failure('token.get')).toMatchObject({ code: 4100 })
    expect(plex.tokenIsAlive(accountToken(stage))).toBe(true)
  })
})
