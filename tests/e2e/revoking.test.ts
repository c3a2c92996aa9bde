import { describe, expect, test } from 'vitest'
import { until } from '../../demo/browsers/index.ts'
import { accountToken, ask, devicesOf, getToken, letIn, naming, neighbourOf } from './sharing.ts'
import { BROWSERS, setStage } from './stage.ts'

describe.each(BROWSERS)('revoking, in %s', (kind) => {
  test('allowed again, it has the same identifier and another token; revoked, it is dead at Plex, and the others live; without a network the grant ends now, the token when Plex can be told', async () => {
    const stage = await setStage(kind)
    const { plex, tab, browser, site } = stage
    const page = await letIn(stage)
    await ask(stage, tab, page)
    const before = await getToken(page)
    await page.call('access.release')
    await until('the token to be dead', () => !plex.tokenIsAlive(before.token))
    await ask(stage, tab, page)
    const neighbour = await neighbourOf(stage)
    const [mine, theirs] = [await getToken(page), await getToken(neighbour.page)]
    expect(mine.clientIdentifier).toBe(before.clientIdentifier)
    expect(mine.token).not.toBe(before.token)
    expect(theirs.clientIdentifier).not.toBe(mine.clientIdentifier)
    expect([mine.token, theirs.token].map(plex.tokenIsAlive)).toEqual([true, true])

    const settings = await browser.openExtensionPage('options.html')
    await settings.within('listitem', naming(site.url)).click('button', 'Revoke')
    await until('the token to be dead', () => !plex.tokenIsAlive(mine.token))
    await until('its device to be gone', () => devicesOf(stage, mine.clientIdentifier).length === 0)
    expect(await page.failure('token.get')).toMatchObject({ code: 4100 })
    expect((await page.heard()).states.at(-1)).toMatchObject({ grant: null })
    expect([theirs.token, accountToken(stage)].map(plex.tokenIsAlive)).toEqual([true, true])
    expect(await getToken(neighbour.page)).toEqual(theirs)
    await settings.close()

    const { token, clientIdentifier } = theirs
    plex.faults.set({ kind: 'dropped', route: 'DELETE /api/v2/users/signout' })
    const popup = await browser.openPopup(neighbour.tab)
    await popup.click('button', 'Stop sharing')
    await popup.waitForText(/Plex still has to end/)
    expect(await neighbour.page.failure('token.get')).toMatchObject({ code: 4100 })
    expect(plex.tokenIsAlive(token)).toBe(true)

    await browser.stopBackground()
    plex.faults.clear()
    const again = await browser.openExtensionPage('options.html')
    await again.waitForText(/Plex still has to end/)
    await again.click('button', 'Try again')
    await until('the token to be dead', () => !plex.tokenIsAlive(token))
    await until('its device to be gone', () => devicesOf(stage, clientIdentifier).length === 0)
    await again.waitForGone('button', 'Try again')
  })
})
