import { describe, expect, test } from 'vitest'
import { connectPage } from './page-client.ts'
import { allowSite, BROWSERS, setStage, signIn } from './stage.ts'

describe.each(BROWSERS)('the main job in %s', (kind) => {
  test('a person signs in once, allows a site, approves it, and the page has the token', async () => {
    const stage = await setStage(kind)
    const { browser, plex, tab } = stage
    await signIn(stage)
    await allowSite(stage, tab)
    await tab.click('button', 'Sign in with Plex')
    const popup = await browser.popup()
    await popup.click('button', 'Allow')
    await tab.waitForText('Demo Person')

    const page = await connectPage(tab)
    const { token, kind: tokenKind } = (await page.call('token.get')) as Record<string, string>
    expect(tokenKind).toBe('site')
    expect(plex.tokenIsAlive(token ?? '')).toBe(true)
  })
})
