import { describe, expect, test } from 'vitest'
import { letInToo, signInAtPage } from './sharing.ts'
import { BROWSERS, setStage, signIn } from './stage.ts'

describe.each(BROWSERS)('the main job in %s', (kind) => {
  test('a person signs in once, allows a site, approves it, and the page has the token', async () => {
    const stage = await setStage(kind, { isFresh: true })
    const { plex, tab } = stage
    await signIn(stage)
    const page = await letInToo(stage, tab)
    await signInAtPage(stage, tab)

    const { token, kind: tokenKind } = (await page.call('token.get')) as Record<string, string>
    expect(tokenKind).toBe('site')
    expect(plex.tokenIsAlive(token ?? '')).toBe(true)
  })
})
