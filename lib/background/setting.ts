import type { Settings } from '../settings/settings.ts'
import { createImporting } from '../transfer/importing.ts'
import type { Ground } from './ground.ts'
import type { Records } from './records.ts'
import type { Sharing } from './sharing.ts'

/** What the person sets, by hand or from a file. */
export function createSetting(
  { session, now }: Ground,
  { settings, lock, accounts }: Records,
  { grantsOf, gatekeeper }: Sharing,
) {
  /** Sets it, and does what follows from it. */
  async function changeSettings(news: Partial<Settings>): Promise<void> {
    await settings.change(news)
    if (news.lockAfter !== undefined) await lock.resume()
    // What no page can reach any more is ended, at Plex as well.
    if (news.privateWindows === false) await grantsOf(true).endAll()
    // Pages that are open already hear that they may ask now.
    if (news.privateWindows) await gatekeeper.reconcile()
  }

  const importing = createImporting({ session, now, changeSettings, rename: accounts.rename })
  return { changeSettings, importing }
}
