/** A browser's tabs and `storage.session`, as far as Plex's tab needs them. They outlive a background. */
export function fakeTabs() {
  const tabs = new Map<number, { id: number; url: string; active: boolean }>()
  const session = new Map<string, unknown>()
  let nextId = 1

  const fake = {
    tabs,
    /** Reads of `storage.session`. */
    reads: 0,
    /** The background is stopped, and hears no more, at this point of opening a tab. */
    stopAt: null as 'before' | 'after' | null,
    open,
    urls: () => [...tabs.values()].map(({ url }) => url),
    front: () => [...tabs.values()].find(({ active }) => active)?.url,
    browser: {
      tabs: {
        get: async (id: number) => {
          const tab = tabs.get(id)
          if (!tab) throw new Error(`No tab with id: ${id}`)
          return tab
        },
        query: async ({ active }: { active?: true }) =>
          [...tabs.values()].filter((tab) => !active || tab.active),
        create: async ({ url }: { url: string }) => {
          if (fake.stopAt === 'before') return new Promise(() => {})
          const tab = open(url)
          return fake.stopAt === 'after' ? new Promise(() => {}) : tab
        },
        update: async (id: number, { url }: { url?: string }) => bringToFront(id, url),
        remove: async (id: number) => void tabs.delete(id),
      },
      storage: {
        session: {
          get: async (key: string) => {
            fake.reads++
            return { [key]: structuredClone(session.get(key)) }
          },
          set: async (items: object) => {
            for (const [key, value] of Object.entries(items)) session.set(key, value)
          },
          remove: async (key: string) => void session.delete(key),
        },
      },
    },
  }

  function open(url: string) {
    const id = nextId++
    tabs.set(id, { id, url, active: false })
    return bringToFront(id)
  }

  function bringToFront(id: number, url?: string) {
    for (const tab of tabs.values()) tab.active = tab.id === id
    const tab = tabs.get(id)
    if (!tab) throw new Error(`No tab with id: ${id}`)
    tab.url = url ?? tab.url
    return tab
  }

  return fake
}
