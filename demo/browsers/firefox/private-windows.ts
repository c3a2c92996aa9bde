import { until } from '../wait.ts'
import {
  closePrivateWindows,
  focusWindow,
  hasPrivateWindow,
  openPrivateWindow,
} from './inside/private-windows.ts'
import type { RunInFirefox } from './privileged.ts'

/** Brings the window to the front that the next tab opens in; a private one is opened if need be. */
export async function useWindow(run: RunInFirefox, isPrivate: boolean): Promise<void> {
  if (isPrivate && !(await run(hasPrivateWindow))) await run(openPrivateWindow)
  const kind = isPrivate ? 'a private' : 'an ordinary'
  await until(`${kind} window in front`, () => run(focusWindow, isPrivate))
}

export async function closePrivate(run: RunInFirefox): Promise<void> {
  await run(closePrivateWindows)
  await until('the private windows to close', async () => !(await run(hasPrivateWindow)))
}
