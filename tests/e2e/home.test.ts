import { describe, expect, test } from 'vitest'
import { until } from '../../demo/browsers/index.ts'
import { KID, MANAGED } from '../../demo/plex-tv/server.ts'
import { accountIdOf, homeRowOf, letDayPass, rowOf, SETTINGS } from './several.ts'
import { devicesOf, getToken, letIn, naming, waitForApproval } from './sharing.ts'
import { BROWSERS, type Stage, setStage } from './stage.ts'

const SWITCH = 'POST /api/v2/home/users/*/switch'

/** Settings, with the Home of the account that is signed in. */
async function openHome({ browser }: Stage) {
  const settings = await browser.openExtensionPage(SETTINGS)
  await settings.click('button', 'Details')
  await settings.waitFor('heading', 'Plex Home')
  return settings
}

describe.each(BROWSERS)('Plex Home users, in %s', (kind) => {
  test('a managed user becomes an account; a site gets a token of theirs alone', async () => {
    const stage = await setStage(kind)
    const { plex, site } = stage
    const page = await letIn(stage)
    const settings = await openHome(stage)
    const home = settings.within('region', 'Plex Home')
    await homeRowOf(settings, /Demo Kid/).click('button', 'Add')
    await home.waitForText('Added')
    await settings.waitForText(/Home user of Demo Person/)
    expect(await settings.axe()).toEqual([])

    await stage.tab.bringToFront()
    await stage.tab.press('a') // a person's input: only then it opens by itself
    const asked = page.call('access.request', { scopes: ['token'] })
    const approval = await waitForApproval(stage, site.url)
    await approval.choose('Account', 'Demo Kid')
    expect(await approval.has('textbox', 'PIN')).toBe(false)
    await approval.click('button', 'Allow')
    await asked
    const { token, clientIdentifier } = await getToken(page)
    expect(plex.tokensOf(clientIdentifier)).toEqual([{ accountId: KID.id, token }])

    // Whoever reaches the Home takes its users along.
    await settings.bringToFront()
    const admin = rowOf(settings, /demo@example\.com/)
    await admin.click('button', 'Sign out')
    await settings.waitForText('No account yet')
    expect(plex.tokenIsAlive(token)).toBe(false)
    expect(devicesOf(stage, clientIdentifier)).toEqual([])
  })

  test('with a PIN: a wrong one is told at the field, here, in the approval and in Tools; where Plex asks us to slow down, how long', async () => {
    const stage = await setStage(kind)
    const { plex, site } = stage
    const page = await letIn(stage)
    const settings = await openHome(stage)
    const row = homeRowOf(settings, /Demo Guest/)
    await row.type('textbox', 'PIN', '1111')
    await row.click('button', 'Add')
    await row.waitFor('alert', /did not take this PIN/)
    await row.type('textbox', 'PIN', MANAGED.homePin ?? '')
    await row.click('button', 'Add')
    await row.waitForText('Added')

    await stage.tab.bringToFront()
    await stage.tab.press('a') // a person's input: only then it opens by itself
    const asked = page.call('access.request', { scopes: ['token'] })
    const approval = await waitForApproval(stage, site.url)
    await approval.choose('Account', 'Demo Guest')
    await approval.type('textbox', 'PIN', '1111')
    await approval.click('button', 'Allow')
    await approval.waitFor('alert', /PIN/)
    await approval.type('textbox', 'PIN', MANAGED.homePin ?? '')
    await approval.click('button', 'Try again')
    await asked
    const { token, clientIdentifier } = await getToken(page)
    expect(plex.tokensOf(clientIdentifier)).toEqual([{ accountId: MANAGED.id, token }])

    await settings.bringToFront()
    const tools = settings.within('region', 'Tools')
    await tools.click('button', 'New token')
    await tools.type('textbox', 'Name', 'radio')
    await tools.choose('Account', 'Demo Guest')
    await tools.type('textbox', 'PIN', '1111')
    await tools.click('button', 'Create token')
    const tool = tools.within('listitem', /radio/)
    await tool.waitFor('alert', /has not taken this Home user's PIN/)
    expect(await settings.axe()).toEqual([])
    await tool.type('textbox', 'PIN', MANAGED.homePin ?? '')
    await tool.click('button', 'Try again')
    await tool.waitForGone('textbox', 'PIN')
    const made = plex.pins().find(({ product }) => product === 'radio via Foyer')
    await until('the tool’s token', () =>
      plex.tokensOf(made?.clientIdentifier ?? '').some(({ accountId }) => accountId === MANAGED.id),
    )

    plex.faults.set({ kind: 'too-many', retryAfter: 40, route: SWITCH, times: 1 })
    const kid = homeRowOf(settings, /Demo Kid/)
    await kid.click('button', 'Add')
    await kid.waitForText(/Try again in \d+ s/)
    await kid.waitFor('alert', /slow down/)
  })

  test('one that Plex deletes says so, and its site is kept', async () => {
    const stage = await setStage(kind)
    const { plex, site } = stage
    const page = await letIn(stage)
    const settings = await openHome(stage)
    await homeRowOf(settings, /Demo Kid/).click('button', 'Add')
    await settings.waitForText(/Home user of Demo Person/)
    await stage.tab.bringToFront()
    await stage.tab.press('a') // a person's input: only then it opens by itself
    const asked = page.call('access.request', { scopes: ['token'] })
    const approval = await waitForApproval(stage, site.url)
    await approval.choose('Account', 'Demo Kid')
    await approval.click('button', 'Allow')
    await asked
    const id = await accountIdOf(stage, KID)
    plex.removeAccount(KID)
    await letDayPass(stage, id)
    await settings.waitForText(/The Plex Home has this user no longer/, 20_000)
    await rowOf(settings, naming(site.url)).waitForText(/Demo Kid/)
    await until('the page to hear of it', async () =>
      (await page.heard()).states.some(({ linked }) => !linked),
    )
  })
})
