import browser from 'webextension-polyfill'
import type { PlexTabs, SeenTab } from './tabs.ts'

const PAGES = ['https://app.plex.tv/*', 'https://plex.tv/*']

export const plexTabs: PlexTabs = {
  // The browser leaves out what we may not see.
  async list() {
    return (await browser.tabs.query({ url: PAGES })).flatMap((tab) => seen(tab) ?? [])
  },

  async get(tabId) {
    const tab = await browser.tabs.get(tabId).catch(() => null)
    return tab && seen(tab)
  },

  async go(tabId, url) {
    await browser.tabs.update(tabId, { url })
  },

  async closeIfOpened(tabId) {
    const { windowId, openerTabId } = await browser.tabs.get(tabId)
    const { type } = windowId === undefined ? {} : await browser.windows.get(windowId)
    if (type === 'popup' || openerTabId !== undefined) await browser.tabs.remove(tabId)
  },

  async show(tabId) {
    const { windowId } = await browser.tabs.update(tabId, { active: true })
    if (windowId !== undefined) await browser.windows.update(windowId, { focused: true })
  },

  async open(url) {
    await browser.tabs.create({ url, active: true })
  },
}

function seen({ id, url, incognito }: browser.Tabs.Tab): SeenTab | null {
  return id === undefined || url === undefined ? null : { tabId: id, url, isPrivate: incognito }
}
