import { describe, expect, test } from 'vitest'
import { connectPage } from './page-client.ts'
import { letIn } from './sharing.ts'
import { BROWSERS, setStage, signIn } from './stage.ts'

const ASK = { scopes: ['token'], reason: 'To show your library.' }

describe.each(BROWSERS)('the page contract, in %s', (kind) => {
  test('rubbish gets the JSON-RPC error, and the page can go on: a request is approved, and joins an equal one; not signed in, the page is told, and hears when that changes', async () => {
    const stage = await setStage(kind)
    const page = await letIn(stage)
    await page.post('rubbish')
    expect((await page.answer(null)).error).toMatchObject({ code: -32600 })
    await page.post({ jsonrpc: '1.0', id: 'old', method: 'foyer.state' })
    expect((await page.answer('old')).error).toMatchObject({ code: -32600 })
    await page.post({
      jsonrpc: '2.0',
      id: 'big',
      method: 'foyer.state',
      params: 'x'.repeat(70_000),
    })
    expect((await page.answer('big')).error).toMatchObject({ code: -32600 })
    expect(await page.failure('no.such.method')).toMatchObject({ code: -32601 })
    expect(await page.failure('constructor')).toMatchObject({ code: -32601 })
    expect(await page.failure('access.request', { scopes: [] })).toMatchObject({ code: -32602 })
    expect(await page.failure('access.request', { scopes: ['all'] })).toMatchObject({
      code: -32602,
    })
    expect(await page.failure('account.get')).toMatchObject({ code: 4100 })
    expect(await page.failure('servers.list')).toMatchObject({ code: 4100 })
    expect(await page.failure('token.get')).toMatchObject({
      code: 4100,
      data: { retryable: false },
    })
    expect(await page.call('foyer.state')).toMatchObject({ version: 1, linked: true, grant: null })

    const asked = Promise.all([page.call('access.request', ASK), page.call('access.request', ASK)])
    const popup = await stage.browser.popup()
    await popup.waitFor('heading', `Allow ${stage.site.url}?`)
    await popup.waitForText(ASK.reason)
    await popup.waitForFocus('button', 'Deny')
    await popup.click('button', 'Allow')
    const grant = { scopes: ['token'], tokenKind: 'site', expiresAt: null }
    expect(await asked).toEqual([grant, grant])
    expect(await page.call('access.request', ASK)).toEqual(grant)
    expect((await page.heard()).states.at(-1)).toMatchObject({ grant })

    expect(await page.call('access.release')).toBe(null)
    expect(await page.failure('token.get')).toMatchObject({ code: 4100 })
    expect((await page.heard()).states.at(-1)).toMatchObject({ grant: null })

    const settings = await stage.browser.openExtensionPage('options.html')
    await settings.click('button', 'Sign out')
    await settings.waitForText('No account yet')
    expect(await page.failure('access.request', ASK)).toMatchObject({
      code: 4900,
      data: { reason: 'not_linked' },
    })
    expect((await page.heard()).states.at(-1)).toMatchObject({ linked: false })
    await stage.tab.bringToFront()
    await signIn(stage)
    await expect
      .poll(async () => (await page.heard()).states.at(-1), { timeout: 5000 })
      .toMatchObject({ linked: true })
  })

  test('a request survives the background, and ends when its page goes away; denied twice, it is quiet for a while', async () => {
    const stage = await setStage(kind)
    const { browser, tab } = stage
    let page = await letIn(stage)
    const survivor = page.call('access.request', ASK)
    const approval = await browser.popup()
    await approval.waitFor('button', 'Allow')
    await browser.stopBackground()
    await approval.click('button', 'Allow')
    expect(await survivor).toMatchObject({ scopes: ['token'] })
    await page.call('access.release')

    await tab.press('a')
    void page.call('access.request', ASK).catch(() => {})
    const forsaken = await browser.popup()
    await forsaken.waitFor('heading', /^Allow http/)
    await tab.page.reload()
    await forsaken.waitForGone('heading', /^Allow http/)
    if (await forsaken.isOpen()) await forsaken.close()

    await tab.waitForText('One click signs you in')
    page = await connectPage(tab)
    for (let round = 0; round < 2; round++) {
      await tab.press('a')
      const asked = page.failure('access.request', ASK)
      await (await browser.popup()).click('button', 'Deny')
      expect(await asked).toMatchObject({ code: 4001, data: { reason: 'denied' } })
    }
    expect(await page.failure('access.request', ASK)).toMatchObject({ code: -32005 })
  })
})
