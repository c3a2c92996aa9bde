import { describe, expect, test } from 'vitest'
import { until } from '../../demo/browsers/index.ts'
import type { FaultRule } from '../../demo/plex-tv/server.ts'
import { storedRecords } from './records.ts'
import { accountToken, ask, devicesOf, getToken, LINK, letIn, waitForApproval } from './sharing.ts'
import { BROWSERS, type Stage, setStage, waitForPlexTab } from './stage.ts'

const LINK_PATH = '/api/v2/pins/link'

const REFUSALS: readonly [said: RegExp, fault: FaultRule][] = [
  [/did not accept/, { kind: 'status', status: 400, code: 1004, route: LINK, times: 1 }],
  [/does not let/, { kind: 'status', status: 403, code: 1009, route: LINK, times: 1 }],
  [/ran out/, { kind: 'status', status: 404, code: 1020, route: LINK, times: 2 }],
  [/slow down/, { kind: 'too-many', route: LINK, times: 1 }],
  [/trouble/, { kind: 'status', status: 500, route: LINK, times: 1 }],
  [/reach/, { kind: 'dropped', route: LINK, times: 1 }],
]

describe.each(BROWSERS)('a token of the site’s own, in %s', (kind) => {
  test('is made by linking, named after the site, and sealed; ended by somebody else, a page that refreshes gets another; the page goes away while Plex makes one: it is ended', async () => {
    const stage = await setStage(kind)
    const { browser, plex, site, tab } = stage
    const page = await letIn(stage)
    const grant = await ask(stage, tab, page)
    expect(grant).toEqual({ scopes: ['token'], tokenKind: 'site', expiresAt: null })

    const answer = await getToken(page)
    const { host } = new URL(site.url)
    expect(answer).toMatchObject({ kind: 'site', product: `${host} via Foyer`, expiresAt: null })
    expect(answer.token).not.toBe(accountToken(stage))
    expect(plex.tokenIsAlive(answer.token)).toBe(true)
    expect(devicesOf(stage, answer.clientIdentifier)).toEqual([
      { clientIdentifier: answer.clientIdentifier, product: `${host} via Foyer` },
    ])
    const link = plex.log.find(({ path }) => path === LINK_PATH)
    expect(link).toMatchObject({ status: 204, product: 'Foyer for Plex', token: 'alive' })
    expect(link?.clientIdentifier).not.toBe(answer.clientIdentifier)
    expect(JSON.stringify(await storedRecords(browser))).not.toContain(answer.token)

    await fetch(`${plex.url}/api/v2/users/signout`, {
      method: 'DELETE',
      headers: {
        'X-Plex-Token': answer.token,
        'X-Plex-Client-Identifier': answer.clientIdentifier,
      },
    })
    expect((await getToken(page)).token).toBe(answer.token)
    const after = await getToken(page, { refresh: true })
    expect(after.token).not.toBe(answer.token)
    expect(plex.tokenIsAlive(after.token)).toBe(true)

    await page.call('access.release')
    plex.faults.set({ kind: 'held', route: LINK, times: 1 })
    await tab.press('a') // a person's input: only then it opens by itself
    await page.post({
      jsonrpc: '2.0',
      id: 1,
      method: 'access.request',
      params: { scopes: ['token'] },
    })
    const since = Date.now()
    const popup = await browser.popup()
    await popup.click('button', 'Allow')
    await plex.waitFor(({ path, at }) => path === LINK_PATH && at >= since)
    const made = plex.pins().at(-1)
    const other = await browser.newTab('about:blank')
    await tab.close()
    plex.faults.release()
    await other.bringToFront()
    await until(
      'the token to be ended',
      () => !plex.tokenIsAlive(made?.authToken ?? '') && made?.authToken,
    )
    await until(
      'its device to be gone',
      () => devicesOf(stage, made?.clientIdentifier ?? '').length === 0,
    )
  })

  test('where linking is refused, the person is told, and can try again, approve it on Plex’s own page, or choose the account’s own token', async () => {
    const stage = await setStage(kind)
    const { plex, site, browser, tab } = stage
    const page = await letIn(stage)
    const asked = page.call('access.request', { scopes: ['token'] })
    let popup = await waitForApproval(stage, site.url)
    let button = 'Allow'
    for (const [said, fault] of REFUSALS) {
      plex.faults.set(fault)
      await popup.click('button', button)
      await popup.waitForText(said)
      await popup.waitFor('button', 'Approve at Plex')
      plex.faults.clear()
      button = 'Try again'
    }
    await popup.click('button', 'Try again')
    await asked
    const made = await getToken(page)
    expect(plex.tokenIsAlive(made.token)).toBe(true)
    expect(devicesOf(stage, made.clientIdentifier)).toHaveLength(1)

    await page.call('access.release')
    await tab.press('a') // a person's input: only then it opens by itself
    plex.faults.set({ kind: 'status', status: 403, code: 1009, route: LINK })
    const first = page.call('access.request', { scopes: ['token'] })
    popup = await browser.popup()
    await popup.click('button', 'Allow')
    await popup.waitForText(/does not let/)
    await popup.click('button', 'Approve at Plex')
    const plexTab = await waitForPlexTab(browser)
    await plexTab.click('button', 'Allow')
    await plexTab.waitForClose()
    expect(await first).toMatchObject({ tokenKind: 'site' })
    const { token, kind: tokenKind } = await getToken(page)
    expect([tokenKind, plex.tokenIsAlive(token)]).toEqual(['site', true])

    await page.call('access.release')
    await tab.press('a') // a person's input: only then it opens by itself
    const second = page.call('access.request', { scopes: ['token'] })
    popup = await browser.popup()
    await popup.click('button', 'Allow')
    await popup.waitFor('button', 'Approve at Plex')
    await popup.click('radio', /account/i)
    await popup.click('button', 'Allow')
    expect(await second).toMatchObject({ tokenKind: 'account' })
    expect((await getToken(page)).token).toBe(accountToken(stage))
  })

  test('the background is stopped while Plex links it, before or after its answer: one token in the end', async () => {
    const stage = await setStage(kind)
    const { plex, tab, browser } = stage
    const page = await letIn(stage)
    for (const when of ['held', 'answered'] as const) {
      plex.faults.set(
        when === 'held'
          ? { kind: 'held', route: LINK, times: 1 }
          : { kind: 'dropped', route: LINK, times: 1, when: 'after' },
      )
      const since = Date.now()
      await tab.press('a') // a person's input: only then it opens by itself
      const asked = page.call('access.request', { scopes: ['token'] })
      const popup = await browser.popup()
      await popup.click('button', 'Allow')
      await plex.waitFor(({ path, at }) => path === LINK_PATH && at >= since)
      await browser.stopBackground()
      plex.faults.release()
      if (!(await popup.isOpen())) await browser.openPopup(tab)
      if (when === 'answered') await tryAgainWhereTold(stage)
      expect(await asked).toMatchObject({ tokenKind: 'site' })
      const { token, clientIdentifier } = await getToken(page)
      expect(plex.tokenIsAlive(token)).toBe(true)
      const ofSites = plex.devices().filter(({ product }) => product?.endsWith(' via Foyer'))
      expect(ofSites.map((device) => device.clientIdentifier)).toEqual([clientIdentifier])
      await page.call('access.release')
    }
  })
})

/** The linked PIN's answer was lost; the stopped background may have seen that, or not. */
async function tryAgainWhereTold({ browser }: Stage): Promise<void> {
  const popup = await browser.popup()
  await until('the request to go on, or to be decided anew', async () => {
    if (!(await popup.isOpen())) return true
    if (await popup.has('button', 'Try again')) {
      await popup.click('button', 'Try again')
      return true
    }
    return !(await popup.has('button', 'Deny'))
  })
}
