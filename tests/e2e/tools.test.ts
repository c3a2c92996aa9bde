import { describe, expect, test } from 'vitest'
import { type Tab, until } from '../../demo/browsers/index.ts'
import { storedRecords } from './records.ts'
import { accountToken, devicesOf, LINK, naming } from './sharing.ts'
import { beSignedIn } from './signed-in.ts'
import { BROWSERS, type Stage, setStage, waitForPlexTab } from './stage.ts'

const LINK_PATH = '/api/v2/pins/link'
const TOKEN = /^[\w-]{20}$/

async function openSettings(stage: Stage): Promise<Tab> {
  await beSignedIn(stage)
  return stage.browser.openExtensionPage('options.html')
}

/** "New token", as a person fills it in. */
async function newToken(settings: Tab, name: string, server?: string): Promise<void> {
  await settings.click('button', 'New token')
  await settings.waitForFocus('textbox', 'Name')
  await settings.type('textbox', 'Name', name)
  if (server) await settings.choose('Server', server)
  await settings.click('button', 'Create token')
  await settings.waitForGone('button', 'Create token')
  await rowOf(settings, name).waitFor('button', 'Revoke')
}

const rowOf = (settings: Tab, name: string) =>
  settings.within('region', 'Tools').within('listitem', naming(name))

/** Copies, and pastes into a page that has nothing to do with Foyer. */
async function copied({ tab }: Stage, settings: Tab, name: string, form?: string) {
  await settings.bringToFront()
  const row = rowOf(settings, name)
  if (form) await row.choose('Copy as', form)
  await row.click('button', 'Copy')
  await row.waitForText('Copied')
  await tab.bringToFront()
  await tab.evaluate(() => {
    const field = document.createElement('textarea')
    field.id = 'paste'
    document.querySelector('#paste')?.remove()
    document.body.append(field)
    field.focus()
  })
  await tab.press('Control+v')
  const read = () =>
    tab.evaluate(() => document.querySelector<HTMLTextAreaElement>('#paste')?.value)
  return (await until('the paste', read)) ?? ''
}

describe.each(BROWSERS)('tools, in %s', (kind) => {
  test('a token of its own, copied in each form, is shown nowhere and dies with "Revoke"', async () => {
    const stage = await setStage(kind)
    const { plex, browser } = stage
    const settings = await openSettings(stage)
    await newToken(settings, 'backup script', 'Demo Living Room')
    await newToken(settings, 'wall display')

    const token = await copied(stage, settings, 'backup script')
    expect(token).toMatch(TOKEN)
    expect(token).not.toBe(accountToken(stage))
    expect(plex.tokenIsAlive(token)).toBe(true)
    const pin = plex.pins().find(({ product }) => product === 'backup script via Foyer')
    const identifier = pin?.clientIdentifier ?? ''
    expect(plex.tokensOf(identifier).map((it) => it.token)).toEqual([token])
    expect(devicesOf(stage, identifier)).toMatchObject([{ product: 'backup script via Foyer' }])
    const link = plex.log.find(({ path }) => path === LINK_PATH)
    expect(link).toMatchObject({ status: 204, product: 'Foyer for Plex' })

    expect(await copied(stage, settings, 'backup script', 'Header')).toBe(`X-Plex-Token: ${token}`)
    expect(await copied(stage, settings, 'backup script', 'Environment line')).toBe(
      `PLEX_TOKEN=${token}`,
    )
    const address = new URL(await copied(stage, settings, 'backup script', 'Server address'))
    expect(address.host).toMatch(/^192-168-1-20\..*plex\.direct:32400$/)
    expect([address.pathname, address.searchParams.get('X-Plex-Token')]).toEqual(['/', token])

    const shown = await settings.evaluate(() => document.documentElement.outerHTML)
    const stored = JSON.stringify(await storedRecords(browser))
    for (const text of [shown, stored]) expect(text).not.toContain(token)

    const other = await copied(stage, settings, 'wall display')
    await rowOf(settings, 'backup script').click('button', 'Revoke')
    await until('the token to be dead', () => !plex.tokenIsAlive(token))
    await until('its device to be gone', () => devicesOf(stage, identifier).length === 0)
    expect([other, accountToken(stage)].map(plex.tokenIsAlive)).toEqual([true, true])
    await until(
      'its row to be gone',
      async () => !(await settings.text()).includes('backup script'),
    )
    expect(await settings.axe()).toEqual([])
  })

  test('on a server that somebody shares, the address has the token for it; revoked without a network, it waits in sight', async () => {
    const stage = await setStage(kind)
    const { plex } = stage
    const settings = await openSettings(stage)
    await newToken(settings, 'holiday', 'Demo Cottage')
    const token = await copied(stage, settings, 'holiday')
    const address = new URL(await copied(stage, settings, 'holiday', 'Server address'))
    const there = address.searchParams.get('X-Plex-Token')
    expect([there === token, there === null]).toEqual([false, false])

    plex.servers.set([])
    const row = rowOf(settings, 'holiday')
    await row.click('button', 'Copy')
    await row.waitForText('Plex no longer lists this server')

    await newToken(settings, 'second')
    const tokens = [token, await copied(stage, settings, 'second')]
    await settings.bringToFront()
    plex.faults.set({ kind: 'dropped', route: 'DELETE /api/v2/users/signout' })
    await row.click('button', 'Revoke')
    await settings.waitForText(/Plex still has to end/)
    await settings.within('region', 'Sites').waitForText('holiday')
    plex.faults.clear()
    // The account's sign-out ends the rest.
    await settings.click('button', 'Sign out')
    await settings.waitForText('No token yet')
    for (const each of tokens) await until('it to be dead', () => !plex.tokenIsAlive(each))
  })

  test('the background is stopped while Plex links it: it goes on by itself; refused, it says why, and is approved at Plex', async () => {
    const stage = await setStage(kind)
    const { plex, browser } = stage
    const settings = await openSettings(stage)
    plex.faults.set({ kind: 'held', route: LINK, times: 1 })
    await newToken(settings, 'night job')
    await plex.waitFor(({ path }) => path === LINK_PATH)
    await rowOf(settings, 'night job').waitForText('Asking Plex')
    await browser.stopBackground()
    plex.faults.release()
    const token = await copied(stage, settings, 'night job')
    const made = plex.pins().filter(({ product }) => product === 'night job via Foyer')
    const living = plex.tokensOf(made[0]?.clientIdentifier ?? '')
    expect(living.map((it) => it.token)).toEqual([token])

    await settings.bringToFront()
    plex.faults.set({ kind: 'status', status: 403, code: 1009, route: LINK })
    await newToken(settings, 'radio')
    const row = rowOf(settings, 'radio')
    await row.waitForText(/does not let/)
    expect((await row.state('button', 'Copy'))?.enabled).toBe(false)
    await row.click('button', 'Approve at Plex')
    const plexTab = await waitForPlexTab(browser)
    await plexTab.click('button', 'Allow')
    await plexTab.waitForClose()
    expect(plex.tokenIsAlive(await copied(stage, settings, 'radio'))).toBe(true)
  })
})
