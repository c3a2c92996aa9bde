import { describe, expect, test } from 'vitest'
import type { FaultRule } from '../../demo/plex-tv/server.ts'
import { BROWSERS, setStage, waitForPin, waitForSignedIn } from './stage.ts'

const NOT_MADE: readonly [fault: FaultRule, said: RegExp][] = [
  [{ kind: 'dropped' }, /can't be reached/],
  [{ kind: 'status', status: 500, code: 1007 }, /has trouble/],
  [{ kind: 'status', status: 503, body: 'html' }, /has trouble/],
  [{ kind: 'not-json' }, /makes no sense/],
  [{ kind: 'truncated' }, /makes no sense/],
]

const WHILE_WAITING: readonly [fault: FaultRule, said: RegExp][] = [
  [{ kind: 'dropped' }, /can't be reached/],
  [{ kind: 'status', status: 500, code: 1007 }, /has trouble/],
  [{ kind: 'not-json' }, /has trouble/],
  [{ kind: 'too-many', retryAfter: 2 }, /slow down/],
]

const MAKE = 'POST /api/v2/pins'
const ASK = 'GET /api/v2/pins/{id}'

describe.each(BROWSERS)('plex.tv in trouble, in %s', (kind) => {
  test('when a PIN is wanted: says what is wrong, and goes on; asked to wait, there is no other try so long', async () => {
    const { browser, plex, tab } = await setStage(kind)
    const popup = await browser.openPopup(tab)
    let begin = 'Use a code'
    for (const [fault, said] of NOT_MADE) {
      plex.faults.set({ ...fault, route: MAKE })
      await popup.click('button', begin)
      await popup.waitFor('alert', said)
      plex.faults.clear()
      await popup.click('button', 'Try again')
      await popup.waitFor('img', 'QR code')
      await popup.click('button', 'Cancel')
      await popup.waitFor('alert', /cancelled/)
      begin = 'Try again'
    }

    plex.faults.set({ kind: 'too-many', retryAfter: 3, route: MAKE })
    await popup.click('button', begin)
    const refused = await plex.waitFor(({ status }) => status === 429)
    await popup.waitFor('alert', /slow down/)
    await popup.waitFor('button', /^Try again in \d s$/)
    plex.faults.clear()
    await popup.click('button', 'Try again')
    const made = await plex.waitFor(({ method, at }) => method === 'POST' && at > refused.at)
    expect(made.at - refused.at).toBeGreaterThanOrEqual(3000)
    await popup.waitFor('img', 'QR code')
  })

  test('while a PIN waits: says what is wrong, time after time, and links', async () => {
    const { browser, plex, tab } = await setStage(kind)
    const popup = await browser.openPopup(tab)
    await popup.click('button', 'Use a code')
    const { code } = await waitForPin(plex)
    for (const [fault, said] of WHILE_WAITING) {
      plex.faults.set({ ...fault, route: ASK })
      await popup.waitFor('alert', said)
      plex.faults.clear()
      await popup.waitForGone('alert', said)
    }
    plex.approve(code)
    await waitForSignedIn(popup)
    expect(plex.pins()).toHaveLength(1)
  })

  test('a slow answer, a claimed PIN that vanishes, nulls in location, an account that can’t be read: each says what to do, and it links', async () => {
    const { browser, plex, tab } = await setStage(kind)
    plex.faults.set({ kind: 'slow', delayMs: 1500, route: MAKE })
    const popup = await browser.openPopup(tab)
    await popup.click('button', 'Use a code')
    await popup.waitFor('status', /Asking Plex/)
    await popup.waitFor('img', 'QR code')
    plex.faults.clear()
    plex.faults.set({ kind: 'claimed-vanishes' })
    plex.approve((await waitForPin(plex)).code)
    await popup.waitFor('alert', /no longer knows this sign-in/)

    plex.faults.clear()
    plex.faults.set({ kind: 'location', preset: 'country-only' })
    plex.faults.set({ kind: 'status', status: 503, route: 'GET /api/v2/user' })
    await popup.click('button', 'Try again')
    await popup.waitFor('img', 'QR code')
    plex.approve((await waitForPin(plex)).code)
    // The token is kept, and its account read later.
    await popup.waitFor('heading', 'Plex account')
    await plex.waitFor(({ path, status }) => path === '/api/v2/user' && status === 503)
    plex.faults.clear()
    await popup.click('button', 'Try again')
    await waitForSignedIn(popup)
  })
})
