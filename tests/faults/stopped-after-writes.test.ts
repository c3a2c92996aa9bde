import { describe, expect, test } from 'vitest'
import type { Surface } from '../../demo/browsers/index.ts'
import { BROWSERS, type Stage, setStage } from '../e2e/stage.ts'
import { type Cut, cutAfter } from './cutting.ts'

const MINUTES_MS = 4 * 60_000

/** Foyer's own tokens that live at Plex. */
const living = ({ plex }: Stage) =>
  plex
    .devices()
    .filter(({ product }) => product === 'Foyer for Plex')
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
      await cut.until('no token at Plex', () => living(stage).length === 0)
    }

    const writes = await afterEachWrite(stage, async (cut) => {
      await signIn(cut)
      await signOut(cut)
    })
    expect(writes).toBeGreaterThan(6)
  })
})
