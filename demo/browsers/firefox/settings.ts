import { hostPattern } from '../host-pattern.ts'
import { until } from '../wait.ts'
import { isAllowedInPrivateWindows } from './inside/private-windows.ts'
import {
  aimInSettings,
  clickSettings,
  closeSettings,
  hasHost,
  openSettings,
  showExtension,
} from './inside/settings.ts'
import type { RunInFirefox } from './privileged.ts'

type Click = (what: string, selector: string) => Promise<void>

/** Takes a host away: the tab "Permissions and data", and there the host's toggle. */
export async function removeHost(run: RunInFirefox, id: string, url: string): Promise<void> {
  const host = hostPattern(url)
  if (!(await run(hasHost, id, host))) throw new Error(`${host} isn't allowed`)
  await onSettings(run, id, async (click) => {
    await click('the permissions on about:addons', 'button[name="permissions"]')
    await click(`the toggle of ${host}`, `moz-toggle[permission-key="${host}"]`)
    await until(`${host} to be taken away`, async () => !(await run(hasHost, id, host)))
  })
}

/** Chooses "Run in Private Windows: Allow", for which Firefox loads the extension again. */
export async function allowInPrivate(run: RunInFirefox, id: string): Promise<void> {
  const isAllowed = () => run(isAllowedInPrivateWindows, id)
  if (await isAllowed()) return
  await onSettings(run, id, async (click) => {
    await click('"Run in Private Windows"', 'input[name="private-browsing"][value="1"]')
    await until('the extension to be allowed in private windows', isAllowed)
  })
}

/**
 * Shows the extension's view on about:addons for as long as a deed there takes, which clicks with
 * the mouse. Firefox shows that page in its own process, where it is driven.
 * https://searchfox.org/mozilla-central/source/toolkit/mozapps/extensions/content/aboutaddons.js
 */
async function onSettings(
  run: RunInFirefox,
  id: string,
  deed: (click: Click) => Promise<void>,
): Promise<void> {
  const { settings, before } = await run(openSettings)

  async function click(what: string, selector: string): Promise<void> {
    let last: { x: number; y: number } | null = null
    const atRest = async () => {
      const earlier = last
      last = await run(aimInSettings, settings, selector)
      return last && earlier && last.x === earlier.x && last.y === earlier.y && last
    }
    const { x, y } = await until(what, atRest)
    await run(clickSettings, settings, x, y)
  }

  try {
    await until('about:addons to load', () => run(showExtension, settings, id))
    await deed(click)
  } finally {
    await run(closeSettings, settings, before)
  }
}
