import { describe, expect, test } from 'vitest'
import type { Surface } from '../../demo/browsers/index.ts'
import { getToken, letIn } from '../e2e/sharing.ts'
import { BROWSERS, type Stage, setStage } from '../e2e/stage.ts'
import { type Cut, cutAfterEach, RESUMED } from './cutting.ts'

const MINUTES_MS = 2 * 60_000

const OWN = /^Foyer for Plex$/
const OF_SITES = / via Foyer$/

/** The tokens that live at Plex for what has this name there. */
const living = ({ plex }: Stage, name: RegExp) =>
  plex
    .devices()
    .filter(({ product }) => name.test(product ?? ''))
    .flatMap(({ clientIdentifier }) => plex.tokensOf(clientIdentifier))

/**
 * Walks a journey again and again, with a stop after each write that no walk before it had, until there is a walk
 * without a stop.
 *
 * @returns the names of each stretch's writes, without those of journeys that went on after a stop
 */
async function afterEachWrite(
  stage: Stage,
  ...stretches: ((cut: Cut) => Promise<void>)[]
): Promise<string[][]> {
  const known = stretches.map(() => new Set<string>())
  for (let isWhole = false; !isWhole; ) {
    isWhole = true
    for (const [index, stretch] of stretches.entries()) {
      const cut = await cutAfterEach(stage, known[index] as Set<string>)
      await stretch(cut)
      if (await cut.end()) isWhole = false
    }
  }
  return known.map((names) => [...names].filter((name) => !name.startsWith(RESUMED)))
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

const BRIEFLY_MS = 1000

/** Presses a button, which may go any moment, once at a time. */
function onePress(surface: Surface, name: string) {
  let pressing: Promise<void> | null = null
  return {
    begin(): void {
      pressing ??= surface
        .click('button', name, BRIEFLY_MS)
        .catch(() => {})
        .then(() => {
          pressing = null
        })
    },
    /** Later it would press the button of what comes next. */
    end: async () => pressing,
  }
}

/** What the background has on the disk, seen from a page that does not wake it. */
async function recordsKept(): Promise<string[]> {
  return Object.keys(await chrome.storage.local.get(null))
}

describe.each(BROWSERS)('stopped after each of its writes, in %s', (kind) => {
  test('a sign-in is finished, and a sign-out ends it at Plex', {
    timeout: MINUTES_MS,
  }, async () => {
    const stage = await setStage(kind)
    const { browser, plex } = stage
    const shown = popupOf(stage)
    const settings = await browser.openExtensionPage('options.html')
    const leave = onePress(settings, 'Sign out')

    async function signIn(cut: Cut): Promise<void> {
      await (await shown()).click('button', 'Use a code')
      await cut.until('the account', async () => {
        const popup = await shown()
        if (await popup.has('heading', 'Demo Person')) return true
        if (await popup.has('img', 'QR code')) {
          plex.approve(plex.pins().at(-1)?.code ?? '')
          return false
        }
        // What `until` says of the last look, where this does not go on.
        throw new Error(await popup.text())
      })
    }

    async function signOut(cut: Cut): Promise<void> {
      await settings.bringToFront()
      await cut.until('no account', async () => {
        if ((await settings.text()).includes('No account yet')) return true
        if (await settings.has('button', 'Sign out')) leave.begin()
        return false
      })
      await cut.until('no token at Plex', () => living(stage, OWN).length === 0)
      await cut.until('no record of it', async () => {
        const kept = await settings.evaluate(recordsKept)
        return !kept.some((key) => key.startsWith('account:'))
      })
      await leave.end()
    }

    const [signingIn, signingOut] = await afterEachWrite(stage, signIn, signOut)
    expect(signingIn?.length).toBeGreaterThan(4)
    expect(signingOut?.length).toBeGreaterThan(2)
  })

  test('a site gets the token that it asked for, and its release ends it at Plex', {
    timeout: MINUTES_MS,
  }, async () => {
    const stage = await setStage(kind)
    const page = await letIn(stage)
    // The page behind it is not in front, so nothing else opens by itself.
    const approvals = await stage.browser.openExtensionPage('approval.html')
    const allow = onePress(approvals, 'Allow')

    async function beAllowed(cut: Cut): Promise<void> {
      const given = isAnswered(page.call('access.request', { scopes: ['token'] }))
      await cut.until('the access', () => {
        allow.begin()
        return given()
      })
      await allow.end()
      // What it notes of the access may still be written.
      const asked = getToken(page)
      await cut.until('the token', isAnswered(asked))
      const { token } = await asked
      expect(living(stage, OF_SITES)).toMatchObject([{ token }])
    }

    async function letGo(cut: Cut): Promise<void> {
      await cut.until('the release', isAnswered(page.call('access.release')))
      await cut.until('no token at Plex', () => living(stage, OF_SITES).length === 0)
      await cut.until('no record of it', async () => {
        const kept = await approvals.evaluate(recordsKept)
        return !kept.some((key) => /^(grant|token):/.test(key))
      })
    }

    const [asking, lettingGo] = await afterEachWrite(stage, beAllowed, letGo)
    expect(asking?.length).toBeGreaterThan(8)
    expect(lettingGo?.length).toBeGreaterThan(4)
  })
})
