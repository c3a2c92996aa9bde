import browser from 'webextension-polyfill'

/** Tab ids mean nothing in the browser's next session, so they live in `storage.session`. */
interface Tabs {
  readonly plex: number
  readonly cameFrom: number | null
}

const KEY = 'plex-tab'

async function known(): Promise<Tabs | null> {
  return ((await browser.storage.session.get(KEY))[KEY] as Tabs | undefined) ?? null
}

async function frontTab(): Promise<number | null> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true })
  return tab?.id ?? null
}

/** Brings Plex's page to the front: in the tab it is in already, else in a new one. */
export async function openPlexTab(url: string): Promise<void> {
  const tabs = await known()
  if (tabs && (await exists(tabs.plex))) {
    await browser.tabs.update(tabs.plex, { active: true, url })
    return
  }
  const cameFrom = await frontTab()
  const { id } = await browser.tabs.create({ url, active: true })
  if (id !== undefined) await browser.storage.session.set({ [KEY]: { plex: id, cameFrom } })
}

/** Closes Plex's tab, if we opened it, and puts the tab before it in front again. */
export async function closePlexTab(): Promise<void> {
  const tabs = await known()
  if (!tabs) return
  // Forgotten first: this closing is ours, and must not look like the person's.
  await browser.storage.session.remove(KEY)
  if (!(await exists(tabs.plex))) return
  if (tabs.cameFrom !== null && (await exists(tabs.cameFrom))) {
    await browser.tabs.update(tabs.cameFrom, { active: true })
  }
  await browser.tabs.remove(tabs.plex)
}

export async function isPlexTab(tabId: number): Promise<boolean> {
  return (await known())?.plex === tabId
}

export async function isPlexTabInFront(): Promise<boolean> {
  const tabs = await known()
  if (!tabs) return false
  const tab = await browser.tabs.get(tabs.plex).catch(() => null)
  if (!tab?.active || tab.windowId === undefined) return false
  return (await browser.windows.get(tab.windowId)).focused
}

async function exists(tabId: number): Promise<boolean> {
  return browser.tabs.get(tabId).then(
    () => true,
    () => false,
  )
}
