import type { Surface } from '../../demo/browsers/index.ts'
import { type Account, SECOND } from '../../demo/plex-tv/server.ts'
import { rewriteRecord, storedRecords } from './records.ts'
import { type Stage, waitForPlexTab } from './stage.ts'

export const SETTINGS = 'options.html'

/** The row of whoever is called that. */
export const rowOf = (settings: Surface, name: string | RegExp) => settings.within('listitem', name)

/** The row of somebody whom the account's Home offers; the account's own row is around it. */
export const homeRowOf = (settings: Surface, name: RegExp) =>
  settings.within('region', 'Plex Home').within('listitem', name)

/** Settings, "Add account", Plex's page, and there as somebody. */
export async function addAccount(
  { browser }: Stage,
  settings: Surface,
  account: Account = SECOND,
): Promise<void> {
  await settings.click('button', 'Add account')
  const plexTab = await waitForPlexTab(browser)
  await plexTab.page.select('select[name=account]', String(account.id))
  await plexTab.click('button', 'Allow')
  await plexTab.waitForClose()
}

interface StoredAccount {
  readonly id: string
  readonly user: { readonly id: string } | null
}

/** The id that an account of this Plex user has on the disk. */
export async function accountIdOf({ browser }: Stage, { id }: Account): Promise<string> {
  const records = Object.entries(await storedRecords(browser)) as [
    string,
    { data: StoredAccount },
  ][]
  const found = records.find(
    ([key, { data }]) => key.startsWith('account:') && data.user?.id === String(id),
  )
  if (!found) throw new Error('There is no such account')
  return found[1].data.id
}

const DAY_MS = 24 * 3_600_000

/** A day passes for the tokens of these; then the background starts anew. */
export async function letDayPass({ browser, tab }: Stage, ...ids: string[]): Promise<void> {
  const longAgo = Date.now() - 2 * DAY_MS
  for (const id of ids) {
    const moved = Object.entries({
      [`account:${id}`]: { tokenSince: longAgo },
      [`token:${id}`]: { madeAt: longAgo },
      [`checked:${id}`]: { at: longAgo, retryAt: 0 },
    })
    const there = await storedRecords(browser)
    for (const [key, news] of moved) if (key in there) await rewriteRecord(browser, key, news)
  }
  await browser.stopBackground()
  // Another tab comes to the front: that starts it.
  const other = await browser.newTab('about:blank')
  await other.close()
  await tab.bringToFront()
}
