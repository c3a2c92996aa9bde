import { createSurface } from '../surface/create.ts'
import type { Surface } from '../surface/surface.ts'
import { until } from '../wait.ts'
import { evaluateInPopup } from './inside/frame.ts'
import { clickPopup, pressInPopup } from './inside/input.ts'
import {
  closePopup,
  drawPopup,
  hasFocus,
  openPopupId,
  pressToolbarButton,
  whatIsOpen,
} from './inside/popup.ts'
import type { RunInFirefox } from './privileged.ts'

/** The toolbar popup: part of Firefox's own window and hidden from WebDriver, so it is driven there. */
export async function findPopup(run: RunInFirefox, timeoutMs?: number): Promise<Surface> {
  const id = await until('the popup', () => run(openPopupId), timeoutMs).catch(async (error) => {
    error.message += `; open are ${(await run(whatIsOpen)).join(', ')}`
    throw error
  })
  const evaluate = async (expression: string) =>
    JSON.parse(await run(evaluateInPopup, id, expression))
  const isOpen = async () => (await run(openPopupId)) === id
  await until('the popup to load', () => evaluate(`document.readyState === 'complete'`), timeoutMs)
  return createSurface({
    label: 'the popup',
    run: evaluate,
    clickAt: (x, y) => run(clickPopup, id, x, y),
    typeText: (text) => run(pressInPopup, id, [...text], []),
    pressKey: (key, modifiers) => run(pressInPopup, id, [key], modifiers),
    async capture() {
      await until('the popup to have its size', () => evaluate(`(${hasItsSize})()`))
      const url = await run(drawPopup, id)
      return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')
    },
    isOpen,
    async close() {
      await run(closePopup, id)
      await until('the popup to close', async () => !(await isOpen()))
      // Until then no tab counts as in front, and nothing opens by itself.
      await until('a window to have the focus again', () => run(hasFocus))
    },
  })
}

/** After which a person presses the button again. */
const PATIENCE_MS = 2000

/**
 * Firefox refuses to open a popup while one is open, or just about to open or close: the extension
 * may open it by itself at the same time. Now and then a press opens nothing.
 */
export function openPopup(run: RunInFirefox, extensionId: string): Promise<Surface> {
  return until('the toolbar button to open the popup', async () => {
    await run(closePopup)
    if ((await run(openPopupId)) !== undefined) return false
    await run(pressToolbarButton, extensionId)
    return findPopup(run, PATIENCE_MS)
  })
}

/** Firefox gives the popup the height of what it shows a tenth of a second later, and never more than this. */
function hasItsSize(): boolean {
  const mostPx = 600
  return innerHeight >= mostPx || Math.abs(innerHeight - document.documentElement.offsetHeight) <= 1
}
