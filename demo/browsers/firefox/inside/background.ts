import type { FirefoxWindow } from './types.ts'

export function backgroundState(window: FirefoxWindow, id: string): string {
  return window.WebExtensionPolicy.getByID(id)?.extension.backgroundState ?? 'absent'
}

/**
 * Without the option Firefox spares an event page that has not answered an event yet.
 *
 * @returns whether the event page that was there is gone; another may have started by then
 */
export async function terminateBackground(window: FirefoxWindow, id: string): Promise<boolean> {
  const extension = window.WebExtensionPolicy.getByID(id)?.extension
  if (!extension || extension.backgroundState === 'stopped') return true
  const before = extension.backgroundContext
  await extension.terminateBackground({ disableResetIdleForTest: true })
  return extension.backgroundContext !== before
}
