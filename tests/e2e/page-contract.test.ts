import { describe, expect, test } from 'vitest'
import { letIn } from './sharing.ts'
import { BROWSERS, setStage, signIn } from './stage.ts'

const ASK = { scopes: ['token'], reason: 'To show your library.' }

describe.each(BROWSERS)('the page contract, in %s', (kind) => {
  test('rubbish gets the JSON-RPC error, and the page can go on', async () => {
    const page = await letIn(await setStage(kind))
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
  })

  test('a request is approved in the popup, and joins an equal one', async () => {
    const stage = await setStage(kind)
    const page = await letIn(stage)
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
  })

  test('denied twice, it is quiet for a while', async () => {
    const stage = await setStage(kind)
    const page = await letIn(stage)
    for (let round = 0; round < 2; round++) {
      const asked = page.failure('access.request', ASK)
      const popup = await stage.browser.popup()
      await popup.click('button', 'Deny')
      expect(await asked).toMatchObject({ code: 4001, data: { reason: 'denied' } })
    }
    expect(await page.failure('access.request', ASK)).toMatchObject({ code: -32005 })
  })

  test('a request survives the background', async () => {
    const stage = await setStage(kind)
    const page = await letIn(stage)
    const asked = page.call('access.request', ASK)
    const popup = await stage.browser.popup()
    await popup.waitFor('button', 'Allow')
    await stage.browser.stopBackground()
    await popup.click('button', 'Allow')
    expect(await asked).toMatchObject({ scopes: ['token'] })
  })

  test('a request ends when its page goes away', async () => {
    const stage = await setStage(kind)
    const page = await letIn(stage)
    void page.call('access.request', ASK).catch(() => {})
    const popup = await stage.browser.popup()
    await popup.waitFor('heading', /^Allow http/)
    await stage.tab.page.reload()
    await popup.waitForGone('heading', /^Allow http/)
  })

  test('not signed in: the page is told, and hears when that changes', async () => {
    const stage = await setStage(kind)
    const page = await letIn(stage)
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
})
