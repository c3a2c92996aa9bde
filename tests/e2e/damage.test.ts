import { describe, expect, test } from 'vitest'
import { until } from '../../demo/browsers/index.ts'
import { putRecords, storedRecords } from './records.ts'
import { ask, devicesOf, getToken, letIn, neighbourOf } from './sharing.ts'
import { BROWSERS, setStage } from './stage.ts'

describe.each(BROWSERS)('what is stored and damaged, in %s', (kind) => {
  test('is told of, and goes when the person removes it; everything else goes on', async () => {
    const stage = await setStage(kind)
    const { plex, tab, browser } = stage
    const page = await letIn(stage)
    await ask(stage, tab, page)
    const { page: neighbour } = await neighbourOf(stage)
    const [mine, theirs] = [await getToken(page), await getToken(neighbour)]
    const newer = { v: 99, data: { since: 'another age' } }
    const key = `token:${mine.clientIdentifier}`
    await putRecords(browser, { [key]: { v: 2, data: 'rubbish' }, 'settings:own': newer })
    await browser.stopBackground()

    const popup = await browser.openPopup(tab)
    await popup.waitForText("Foyer can't use 2 things that it had stored.")
    await popup.waitFor('button', 'See what')
    const settings = await browser.openExtensionPage('options.html')
    await settings.waitForText("Foyer can't use these any more:")
    await settings.waitForText('A newer version of Foyer stored it.')

    const row = settings.within('listitem', /It is damaged/)
    await row.click('button', 'Remove')
    await row.click('button', 'Remove')
    await until('the token to be dead', () => !plex.tokenIsAlive(mine.token))
    await until('its device to be gone', () => devicesOf(stage, mine.clientIdentifier).length === 0)
    await settings.waitForGone('listitem', /It is damaged/)
    expect(await page.failure('token.get')).toMatchObject({ code: 4100 })
    expect(await getToken(neighbour)).toEqual(theirs)
    expect(plex.tokenIsAlive(theirs.token)).toBe(true)
    expect((await storedRecords(browser))['settings:own']).toEqual(newer)
  })
})
