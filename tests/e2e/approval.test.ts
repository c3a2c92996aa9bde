import { describe, expect, test } from 'vitest'
import { getToken, letIn, letInToo, waitForApproval } from './sharing.ts'
import { beSignedIn } from './signed-in.ts'
import { BROWSERS, setStage } from './stage.ts'

const ASK = { scopes: ['account', 'servers', 'token'] }

const optionsShown = () => [...document.querySelectorAll('option')].map(({ label }) => label)

describe.each(BROWSERS)('the approval, in %s', (kind) => {
  test('says who asks for what, and starts with the careful choices', async () => {
    const stage = await setStage(kind)
    const { browser, site } = stage
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
  })

  test('counts only while the tab shows the page that asked', async () => {
    const stage = await setStage(kind)
    const { browser, plex, site, tab } = stage
    const page = await letIn(stage)
    await page.post({ jsonrpc: '2.0', id: 1, method: 'access.request', params: ASK })
    const popup = await browser.popup()
    await waitForApproval(stage, site.url)
    await popup.waitFor('button', 'Allow')
    await tab.page.goto(site.url.replace('127.0.0.1', 'localhost'))
    const after = (await popup.isOpen()) ? popup : await browser.openPopup(tab)
    await after.waitForGone('heading', `Allow ${site.url}?`)
    expect(plex.log.filter(({ path }) => path === '/api/v2/pins/link')).toEqual([])
  })

  test('on plain http: a token of its own alone, and for long only behind a warning', async () => {
    const lan = 'http://media.test'
    const stage = await setStage(kind, { siteNames: ['media.test'] })
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
  })

  test('shows letters that look like others', async () => {
    const name = 'xn--80ak6aa92e.test'
    const stage = await setStage(kind, { siteNames: [name] })
    const { browser } = stage
    await beSignedIn(stage)
    const tab = await browser.newTab(`http://${name}`)
    const page = await letInToo(stage, tab)
    void page.call('access.request', { scopes: ['token'] }).catch(() => {})
    const popup = await browser.popup()
    await waitForApproval(stage, `http://${name}`)
    await popup.waitForText(/Cyrillic/)
  })

  test('other scopes wait for their turn, equal ones join', async () => {
    const stage = await setStage(kind)
    const { browser } = stage
    const page = await letIn(stage)
    const asked = Promise.all([page.call('access.request', ASK), page.call('access.request', ASK)])
    const popup = await browser.popup()
    await popup.waitFor('button', 'Allow')
    expect(await page.failure('access.request', { scopes: ['account'] })).toMatchObject({
      code: -32002,
      data: { reason: 'pending' },
    })
    await popup.click('button', 'Allow')
    const [one, two] = await asked
    expect(one).toEqual(two)
    expect(await page.call('foyer.state')).toMatchObject({ grant: one })
  })
})
