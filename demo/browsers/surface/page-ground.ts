import type { KeyInput, Page } from 'puppeteer-core'
import { until } from '../wait.ts'
import type { Ground } from './ground.ts'

const GONE = /closed|detached|no such frame/i

/**
 * Asks the page itself: Firefox tells WebDriver nothing of the end of an extension's page, so that
 * puppeteer's `isClosed` stays false.
 */
export async function isOpen(page: Page): Promise<boolean> {
  if (page.isClosed()) return false
  return page.evaluate('true').then(
    () => true,
    (error) => !GONE.test(String(error)),
  )
}

/** A document that puppeteer sees as a page: every one but Firefox's toolbar popup. */
export function pageGround(page: Page, label: string, isTab: boolean): Ground {
  // A click or key may close the page before the browser has said that it was carried out.
  const unlessGone = (deed: Promise<unknown>) =>
    deed.then(
      () => undefined,
      (error) => {
        if (!page.isClosed() && !GONE.test(String(error))) throw error
      },
    )
  const inFront = async () => {
    const state = isTab && (await page.evaluate(() => document.visibilityState))
    if (state === 'hidden') await page.bringToFront()
  }
  return {
    label,
    run: (expression) => page.evaluate(expression),
    async clickAt(x, y) {
      await inFront()
      await unlessGone(page.mouse.click(x, y))
    },
    typeText: (text) => page.keyboard.type(text),
    async pressKey(key, modifiers) {
      for (const held of modifiers) await page.keyboard.down(held as KeyInput)
      await unlessGone(page.keyboard.press(key as KeyInput))
      for (const held of modifiers) await unlessGone(page.keyboard.up(held as KeyInput))
    },
    async capture() {
      await inFront()
      return page.screenshot()
    },
    isOpen: () => isOpen(page),
    async close() {
      await unlessGone(page.close())
      await until(`${label} to close`, async () => !(await isOpen(page)))
    },
  }
}
