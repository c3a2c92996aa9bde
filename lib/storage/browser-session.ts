import type { Area } from './store.ts'

const KEY = 'browser-session'

/**
 * The name of the browser's session: the same until it closes, another one
 * after. What is to end with the browser carries it.
 *
 * @param area one that the browser empties when it closes
 */
export function createBrowserSession(area: Area): () => Promise<string> {
  let name: Promise<string> | null = null

  async function load(): Promise<string> {
    const known = (await area.get([KEY]))[KEY]
    if (typeof known === 'string') return known
    const fresh = crypto.randomUUID()
    await area.set({ [KEY]: fresh })
    return fresh
  }

  return () => {
    name ??= load().catch((error) => {
      name = null
      throw error
    })
    return name
  }
}
