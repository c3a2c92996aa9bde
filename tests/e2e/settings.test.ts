import { describe, expect, test } from 'vitest'
import { until } from '../../demo/browsers/index.ts'
import { ask, getToken, letIn, naming, neighbourOf } from './sharing.ts'
import { BROWSERS, setStage } from './stage.ts'

describe.each(BROWSERS)('Settings, in %s', (kind) => {
  test('each site’s row says what it has, the activity what was asked and answered; "Revoke all" ends them all', async () => {
    const stage = await setStage(kind)
    const { browser, plex, site, tab } = stage
    const page = await letIn(stage)
    await page.failure('token.get')
    await ask(stage, tab, page, ['account', 'token'])
    const { page: neighbour } = await neighbourOf(stage)
    const tokens = [await getToken(page), await getToken(neighbour)].map(({ token }) => token)

    const settings = await browser.openExtensionPage('options.html')
    const row = settings.within('listitem', naming(site.url))
    await row.waitForText('Demo Person')
    await row.waitForText(/Last used/)
    await row.waitForText(/Until revoked/)

    for (let round = 0; round < 3; round++) await getToken(page)
    const activity = settings.within('region', 'Activity')
    await activity.waitForText('Asked for access')
    await activity.waitForText(/×\d/)
    await settings.choose('Answer', 'Refused')
    await until(
      'only what was refused',
      async () => !(await activity.text()).includes('Asked for access'),
    )
    await activity.waitForText('It had no access')
    await settings.choose('Answer', 'All')
    await settings.type('searchbox', 'Search activity', 'nowhere')
    await activity.waitForText('Nothing fits.')
    await settings.type('searchbox', 'Search activity', '127')
    await activity.waitForText('Asked for access')
    const shown = await settings.evaluate(() => document.documentElement.outerHTML)
    for (const token of tokens) expect(shown).not.toContain(token)
    await activity.click('button', 'Clear')
    await settings.within('group', 'Clear all activity?').click('button', 'Clear')
    await activity.waitForText('Nothing')
    expect(await activity.text()).not.toContain('Asked for access')

    await settings.click('button', 'Revoke all')
    const sure = settings.within('group', 'Revoke all 2 sites?')
    await sure.click('button', 'Revoke all')
    await settings.waitForText('No site may ask yet')
    for (const token of tokens) await until('it to be dead', () => !plex.tokenIsAlive(token))
    for (const it of [page, neighbour]) {
      expect(await it.failure('token.get')).toMatchObject({ code: 4100 })
    }
  })
})
