import browser from 'webextension-polyfill'

/** Tab ids mean nothing in the browser's next session, so they live in `storage.session`. */
interface Tabs {
  /** Null while it opens. */
  readonly plex: number | null
  readonly cameFrom: number | null
  /** What was open before it. */
  readonly before: readonly number[]
}

export type PlexTab = ReturnType<typeof createPlexTab>

/**
 * The tab of ours in which Plex's page is open.
 *
 * @param key under which `storage.session` has it: what opens a page for itself has one of its own, so that
 *   nobody closes the page of somebody else
 */
export function createPlexTab(key: string) {
  /** Nobody else writes it, and each event of a tab asks for it. */
  let memory: Promise<Tabs | null> | null = null

  function known(): Promise<Tabs | null> {
    memory ??= read().catch((error) => {
      memory = null
      throw error
    })
    return memory
  }

  async function read(): Promise<Tabs | null> {
    return ((await browser.storage.session.get(key))[key] as Tabs | undefined) ?? null
  }

  async function keep(tabs: Tabs): Promise<void> {
    memory = Promise.resolve(tabs)
    await browser.storage.session.set({ [key]: tabs })
  }

  async function forget(): Promise<void> {
    memory = Promise.resolve(null)
    await browser.storage.session.remove(key)
  }

  /** Brings Plex's page to the front: in the tab it is in already, else in a new one. */
  async function open(url: string): Promise<void> {
    const tabs = await known()
    if (tabs && tabs.plex !== null && (await exists(tabs.plex))) {
      await browser.tabs.update(tabs.plex, { active: true, url })
      return
    }
    if (tabs?.plex === null) {
      await forget()
      // We were stopped while it opened. A tab that is new since then may be it: better none than two.
      if ((await openTabs()).some((id) => !tabs.before.includes(id))) return
    }
    const opening = { plex: null, cameFrom: await frontTab(), before: await openTabs() }
    await keep(opening)
    const { id = null } = await browser.tabs.create({ url, active: true })
    await keep({ ...opening, plex: id })
  }

  /** Closes Plex's tab, if we opened it, and puts the tab before it in front again. */
  async function close(): Promise<void> {
    const tabs = await known()
    if (!tabs) return
    // Forgotten first: this closing is ours, and must not look like the person's.
    await forget()
    if (tabs.plex === null || !(await exists(tabs.plex))) return
    if (tabs.cameFrom !== null && (await exists(tabs.cameFrom))) {
      await browser.tabs.update(tabs.cameFrom, { active: true })
    }
    await browser.tabs.remove(tabs.plex)
  }

  async function isIt(tabId: number): Promise<boolean> {
    return (await known())?.plex === tabId
  }

  async function isInFront(): Promise<boolean> {
    const plex = (await known())?.plex ?? null
    if (plex === null) return false
    const tab = await browser.tabs.get(plex).catch(() => null)
    if (!tab?.active || tab.windowId === undefined) return false
    return (await browser.windows.get(tab.windowId)).focused
  }

  return { open, close, isIt, isInFront }
}

async function frontTab(): Promise<number | null> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true })
  return tab?.id ?? null
}

async function openTabs(): Promise<number[]> {
  return (await browser.tabs.query({})).flatMap(({ id }) => id ?? [])
}

async function exists(tabId: number): Promise<boolean> {
  return browser.tabs.get(tabId).then(
    () => true,
    () => false,
  )
}
