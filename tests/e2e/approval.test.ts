import { describe, expect, test } from 'vitest'
import { getToken, letIn, letInToo, waitForApproval } from './sharing.ts'
import { beSignedIn } from './signed-in.ts'
import { BROWSERS, setStage } from './stage.ts'

const ASK = { scopes: ['account', 'servers', 'token'] }

const optionsShown = () => [...document.querySelectorAll('option')].map(({ label }) => label)

describe.each(BROWSERS)('the approval, in %s', (kind) => {
  test('says who asks for what, with the careful choices; equal ones join, others wait; it counts only while the tab shows the page', async () => {
    const stage = await setStage(kind)
    const { browser, plex, site, tab } = stage
    const page = await letIn(stage)
    void page.call('access.request', ASK).catch(() => {})
    const popup = await browser.popup()
    await waitForApproval(stage, site.url)
    await popup.waitForFocus('button', 'Deny')
    await popup.waitFor('combobox', 'Account')
    await popup.waitFor('combobox', 'For how long')
    await popup.waitFor('radiogroup', 'Token')
    expect(await popup.state('radio', /own/)).toMatchObject({ checked: true })
    expect(await popup.state('checkbox', 'E-mail address')).toMatchObject({ checked: false })
    await popup.click('button', 'Deny')
    expect(await page.failure('token.get')).toMatchObject({ code: 4100 })

    await tab.press('a') // a person's input: only then it opens by itself
    const asked = Promise.all([page.call('access.request', ASK), page.call('access.request', ASK)])
    const second = await browser.popup()
    await second.waitFor('button', 'Allow')
    expect(await page.failure('access.request', { scopes: ['account'] })).toMatchObject({
      code: -32002,
      data: { reason: 'pending' },
    })
    await second.click('button', 'Allow')
    const [one, two] = await asked
    expect(one).toEqual(two)
    expect(await page.call('foyer.state')).toMatchObject({ grant: one })

    await page.call('access.release')
    const links = () => plex.log.filter(({ path }) => path === '/api/v2/pins/link').length
    const before = links()
    await tab.press('a')
    await page.post({ jsonrpc: '2.0', id: 1, method: 'access.request', params: ASK })
    const third = await browser.popup()
    await waitForApproval(stage, site.url)
    await third.waitFor('button', 'Allow')
    await tab.page.goto(site.url.replace('127.0.0.1', 'localhost'))
    const after = (await third.isOpen()) ? third : await browser.openPopup(tab)
    await after.waitForGone('heading', `Allow ${site.url}?`)
    expect(links()).toBe(before)
  })

  test('on plain http: a token of its own alone, for long only behind a warning; letters that look like others are shown', async () => {
    const lan = 'http://media.test'
    const name = 'xn--80ak6aa92e.test'
    const stage = await setStage(kind, { siteNames: ['media.test', name] })
    const { browser } = stage
    await beSignedIn(stage)
    const tab = await browser.newTab(lan)
    const page = await letInToo(stage, tab)
    const asked = page.call('access.request', { scopes: ['token'] })
    const popup = await browser.popup()
    await waitForApproval(stage, lan)
    expect(await popup.has('radio', /account/i)).toBe(false)
    await popup.waitFor('combobox', 'For how long')
    expect(await popup.evaluate(optionsShown)).not.toContain('Until revoked')
    await popup.click('button', /Longer/)
    await popup.choose('For how long', '30 days')
    expect(await popup.evaluate(optionsShown)).toContain('Until revoked')
    await popup.click('button', 'Allow')
    await asked
    const answer = await getToken(page)
    expect(answer.kind).toBe('site')
    expect(answer.expiresAt).toBeGreaterThan(Date.now())

    const alike = await browser.newTab(`http://${name}`)
    const other = await letInToo(stage, alike)
    void other.call('access.request', { scopes: ['token'] }).catch(() => {})
    const warning = await browser.popup()
    await waitForApproval(stage, `http://${name}`)
    await warning.waitForText(/Cyrillic/)
  })
})
