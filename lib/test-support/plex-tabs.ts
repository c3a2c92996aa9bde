import type { PlexTabs } from '../sign-ins/tabs.ts'

export const PLEX_PAGES = 'https://app.plex.tv'

export const isPlex = (url: string) => url.startsWith(PLEX_PAGES)

/** The tab that the person has clicked our button over. */
export const FRONT = 1

interface Windows {
  readonly tabs: Map<number, string>
  readonly popups: Set<number>
  readonly hosts: Set<string>
}

/** The tabs of the test's browser, as far as it lets us see them. */
export function plexTabsOf({ tabs, popups, hosts }: Windows): PlexTabs {
  const seen = (tabId: number, url: string) => ({ tabId, url, isPrivate: false })
  return {
    list: async () =>
      [...tabs]
        .filter(([, url]) => url.startsWith('https://plex.tv/') || isPlex(url))
        .filter(([tabId, url]) => tabId === FRONT || !isPlex(url) || hosts.has(PLEX_PAGES))
        .map(([tabId, url]) => seen(tabId, url)),
    async get(tabId) {
      const url = tabs.get(tabId)
      const isSeen = url && (tabId === FRONT || !isPlex(url) || hosts.has(PLEX_PAGES))
      return isSeen ? seen(tabId, url) : null
    },
    go: async (tabId, url) => void tabs.set(tabId, url),
    async closeIfOpened(tabId) {
      if (popups.has(tabId)) tabs.delete(tabId)
    },
    show: async () => {},
    open: async (url) => void tabs.set(tabs.size + 1, url),
  }
}
