import { describe, expect, test } from 'vitest'
import { until } from '../../demo/browsers/index.ts'
import { SETTINGS } from './several.ts'
import { ask, devicesOf, getToken, letIn, naming } from './sharing.ts'
import { BROWSERS, type Stage, setStage } from './stage.ts'

/** Settings, with the devices of the account that is signed in. */
async function openDevices({ browser }: Stage) {
  const settings = await browser.openExtensionPage(SETTINGS)
  await settings.click('button', 'Details')
  await settings.waitFor('heading', 'Devices')
  const devices = settings.within('region', 'Devices')
  await devices.waitFor('checkbox', /Foyer, /)
  return { settings, devices }
}

const DEVICES = '/api/v2/devices'

describe.each(BROWSERS)('devices, in %s', (kind) => {
  test('of 500, some go, and with a site’s own its grant', async () => {
    const stage = await setStage(kind)
    const { plex, site, tab } = stage
    plex.addDevices(500)
    const page = await letIn(stage)
    await ask(stage, tab, page)
    const { token, clientIdentifier } = await getToken(page)
    const { devices } = await openDevices(stage)
    await devices.waitForText('20 of 503')
    await devices.waitForText('This is Foyer')
    await devices.waitFor(
      'checkbox',
      kind === 'firefox' ? /^Foyer, Firefox on/ : /^Foyer, Chrome on/,
    )
    await devices.click('button', 'Show more')
    await devices.waitForText('70 of 503')

    await devices.type('searchbox', 'Search devices', 'lg device 49')
    await devices.click('checkbox', 'Demo device 49')
    await devices.click('checkbox', 'Demo device 497')
    await devices.type('searchbox', 'Search devices', 'made')
    await devices.waitForText('No device fits')
    await devices.type('searchbox', 'Search devices', site.url)
    await devices.waitForText(`Made by Foyer for ${site.url}`)
    await devices.click('checkbox', naming('Foyer, '))
    await devices.waitForText('3 selected')
    await devices.click('button', 'Remove')
    const sure = devices.within('group', 'Remove 3 devices?')
    await sure.waitForText(`${site.url} loses what it was given.`)
    await sure.waitForText('2 devices and apps have to sign in to Plex again.')
    expect(plex.tokenIsAlive(token)).toBe(true)
    await sure.click('button', 'Remove')
    await devices.waitForText('3 devices were removed.')
    const left = plex.devices().map((it) => it.clientIdentifier)
    expect(left).toHaveLength(500)
    expect(left.filter((it) => /-(48|496)$/.test(it))).toEqual([])
    expect([plex.tokenIsAlive(token), devicesOf(stage, clientIdentifier)]).toEqual([false, []])
    expect(await page.failure('token.get')).toMatchObject({ code: 4100 })
  })

  test('without a network it says so; "Sign out everywhere" then ends all that Foyer made', async () => {
    const stage = await setStage(kind)
    const { plex, tab } = stage
    const page = await letIn(stage)
    await ask(stage, tab, page)
    const { token } = await getToken(page)
    const { settings, devices } = await openDevices(stage)
    await devices.click('checkbox', 'First demo device')
    plex.faults.set({ kind: 'dropped', route: `GET ${DEVICES}` })
    await devices.click('button', 'Remove')
    const sure = devices.within('group', 'Remove 1 device?')
    await sure.waitFor('button', 'Cancel')
    expect(await settings.axe()).toEqual([])
    await sure.click('button', 'Remove')
    await devices.waitFor('alert', /can't be reached/)

    await settings.click('button', 'Sign out everywhere')
    await settings.within('group', /sign out every account/).click('button', 'Sign out everywhere')
    await settings.waitForText('Plex still has to end:')
    await settings.waitForText('No site may ask yet')
    const sites = settings.within('region', 'Sites')
    await sites.waitForText("Plex can't be reached")
    // Each is asked for twice, for "Remove" and for the sign-out; before, it would be done without the person.
    const refused = () => plex.log.filter(({ path, status }) => path === DEVICES && status === 0)
    await until('Plex to be asked in vain', () => refused().length >= 4)
    plex.faults.clear()
    await sites.click('button', 'Try again')
    await settings.waitForText('No account yet')
    await until('the site’s token to be dead', () => !plex.tokenIsAlive(token))
    const alive = plex.pins().filter(({ authToken }) => authToken && plex.tokenIsAlive(authToken))
    expect(alive).toEqual([])
    expect(plex.tokenIsAlive(plex.token)).toBe(true)
  })

  test('after a site was revoked, what appeared since is pointed out until it is removed or known', async () => {
    const stage = await setStage(kind)
    const { plex, browser, tab } = stage
    const page = await letIn(stage)
    await ask(stage, tab, page)
    // With what it has, the site signs in elsewhere.
    plex.addDevices(2)
    const settings = await browser.openExtensionPage(SETTINGS)
    await settings.within('region', 'Sites').click('button', 'Revoke')
    const told = settings.within('group', /was let in/)
    await told.waitForText('Demo device 2')
    expect(await told.text()).not.toContain('Foyer')
    expect(await settings.axe()).toEqual([])
    await told.within('listitem', /Demo device 1/).click('button', 'Remove')
    await told.within('group', /sign in to Plex again/).click('button', 'Remove')
    await until('it to go', async () => !(await told.text()).includes('Demo device 1'))
    expect(plex.devices().filter((it) => /demo-device/.test(it.clientIdentifier))).toHaveLength(1)

    await browser.stopBackground()
    await told.click('button', 'I know these')
    await settings.waitForGone('group', /was let in/)
  })
})
