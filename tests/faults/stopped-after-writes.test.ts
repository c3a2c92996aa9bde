import { describe, expect, test } from 'vitest'
import type { Surface } from '../../demo/browsers/index.ts'
import { storedRecords } from '../e2e/records.ts'
import { getToken, letIn } from '../e2e/sharing.ts'
import { BROWSERS, type Stage, setStage } from '../e2e/stage.ts'
import { type Cut, cutAfter } from './cutting.ts'

const MINUTES_MS = 4 * 60_000

const OWN = /^Foyer for Plex$/
const OF_SITES = / via Foyer$/

/** The tokens that live at Plex for what has this name there. */
const living = ({ plex }: Stage, name: RegExp) =>
  plex
    .devices()
    .filter(({ product }) => name.test(product ?? ''))
    .flatMap(({ clientIdentifier }) => plex.tokensOf(clientIdentifier))

/** Walks a journey with a stop after its first write, then after its second, and so on to the last. */
async function afterEachWrite(stage: Stage, journey: (cut: Cut) => Promise<void>): Promise<number> {
  for (let n = 1; ; n++) {
    const cut = await cutAfter(stage, n)
    await journey(cut)
    if (!cut.isDone()) return n - 1
  }
}

/** The popup, opened again by the person where it has gone. */
function popupOf({ browser, tab }: Stage): () => Promise<Surface> {
  let popup: Surface | null = null
  return async () => {
    if (!(await popup?.isOpen())) popup = await browser.openPopup(tab)
    return popup as Surface
  }
}

/** Whether it has been answered by now. @throws what it was refused with */
function isAnswered(asked: Promise<unknown>): () => Promise<boolean> {
  const answered = asked.then(() => true)
  return () => Promise.race([answered, false])
}

/** Begins to press a button, which may go any moment, unless a press is under way. */
function onePress(surface: Surface, name: string): () => void {
  let isPressing = false
  async function press(): Promise<void> {
    isPressing = true
    await surface.click('button', name).catch(() => {})
    isPressing = false
  }
  return () => {
    if (!isPressing) void press()
  }
}

describe.each(BROWSERS)('stopped after each of its writes, in %s', (kind) => {
  test('a sign-in is finished, and a sign-out ends it at Plex', {
    timeout: MINUTES_MS,
  }, async () => {
    const stage = await setStage(kind)
    const { browser, plex } = stage
    const shown = popupOf(stage)

    async function signIn(cut: Cut): Promise<void> {
      await cut.until('the account', async () => {
        const popup = await shown()
        if (await popup.has('heading', 'Demo Person')) return true
        if (await popup.has('button', 'Use a code')) await popup.click('button', 'Use a code')
        else if (await popup.has('img', 'QR code')) plex.approve(plex.pins().at(-1)?.code ?? '')
        return false
      })
    }

    async function signOut(cut: Cut): Promise<void> {
      const settings = await browser.openExtensionPage('options.html')
      await cut.until('no account', async () => {
        if ((await settings.text()).includes('No account yet')) return true
        if (await settings.has('button', 'Sign out')) await settings.click('button', 'Sign out')
        return false
      })
      await settings.close()
      await cut.until('no token at Plex', () => living(stage, OWN).length === 0)
    }

    const writes = await afterEachWrite(stage, async (cut) => {
      await signIn(cut)
      await signOut(cut)
    })
    expect(writes).toBeGreaterThan(6)
  })

  test('a site gets the token that it asked for, and its release ends it at Plex', {
    timeout: MINUTES_MS,
  }, async () => {
    const stage = await setStage(kind)
    const page = await letIn(stage)
    // The page behind it is not in front, so nothing else opens by itself.
    const approvals = await stage.browser.openExtensionPage('approval.html')
    const allow = onePress(approvals, 'Allow')

    const writes = await afterEachWrite(stage, async (cut) => {
      const given = isAnswered(page.call('access.request', { scopes: ['token'] }))
      await cut.until('the access', async () => {
        if ((await approvals.state('button', 'Allow'))?.enabled) allow()
        return given()
      })
      // What it notes of the access may still be written.
      const asked = getToken(page)
      await cut.until('the token', isAnswered(asked))
      const { token } = await asked
      expect(living(stage, OF_SITES)).toMatchObject([{ token }])
      await cut.until('the release', isAnswered(page.call('access.release')))
      await cut.until('no token at Plex', () => living(stage, OF_SITES).length === 0)
      await cut.until('no record of it', async () => {
        const kept = Object.keys(await storedRecords(stage.browser))
        return !kept.some((key) => /^(grant|token):/.test(key))
      })
    })
    expect(writes).toBeGreaterThan(10)
  })
})
