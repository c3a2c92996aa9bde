import { expect } from 'vitest'
import { type Browser, type ColorScheme, type Surface, until } from '../../demo/browsers/index.ts'

/** In the colours of that scheme axe finds nothing to say. */
export async function expectAccessible(
  browser: Browser,
  surface: Surface,
  scheme: ColorScheme,
): Promise<void> {
  await browser.setColorScheme(scheme)
  await until(`the ${scheme} colours`, () => surface.evaluate(hasColors, scheme))
  expect(await surface.axe(), `in the ${scheme}`).toEqual([])
}

/** In the light and in the dark. */
export async function expectAccessibleInBoth(browser: Browser, surface: Surface): Promise<void> {
  await expectAccessible(browser, surface, 'dark')
  await expectAccessible(browser, surface, 'light')
}

/** Not while a colour is on its way from one to the other. */
function hasColors(scheme: string): boolean {
  if (!matchMedia(`(prefers-color-scheme: ${scheme})`).matches) return false
  return !document.getAnimations().some((it) => it instanceof CSSTransition)
}
