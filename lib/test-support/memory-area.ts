import { type Area, type News, NotStored } from '../storage/store.ts'

export interface MemoryArea extends Area {
  /** What is stored, as text: as a thief of the disk would read it. */
  text(): string
  /** Each call that changed something, in order. */
  readonly writes: readonly { readonly set?: string[]; readonly remove?: string[] }[]
  /** While set, the calls of this name fail. */
  broken: 'get' | 'set' | 'remove' | null
  /** Called before each `get` gives its answer, which was looked up already. */
  beforeAnswer: (() => Promise<void>) | null
  /** Hears of each write a moment later, whoever made it. */
  onChange(listener: (news: News) => void): void
}

/** A storage area in memory, with the browser's habit of storing copies. */
export function memoryArea(start: Record<string, unknown> = {}): MemoryArea {
  const items = new Map<string, string>()
  for (const [key, value] of Object.entries(start)) items.set(key, JSON.stringify(value))
  const writes: { set?: string[]; remove?: string[] }[] = []
  const listeners: ((news: News) => void)[] = []
  function tell(keys: string[]): void {
    const texts = keys.map((key) => [key, items.get(key)] as const)
    const news = () => Object.fromEntries(texts.map(([key, it]) => [key, it && JSON.parse(it)]))
    for (const listener of listeners) queueMicrotask(() => listener(news()))
  }

  const area: MemoryArea = {
    writes,
    broken: null,
    beforeAnswer: null,
    onChange: (listener) => void listeners.push(listener),
    text: () => `{${[...items].map(([key, text]) => `${JSON.stringify(key)}:${text}`)}}`,
    async get(keys) {
      if (area.broken === 'get') throw new Error('the disk is broken')
      const found = [...items].filter(([key]) => keys === null || keys.includes(key))
      const answer = Object.fromEntries(found.map(([key, text]) => [key, JSON.parse(text)]))
      await area.beforeAnswer?.()
      return answer
    },
    async set(news) {
      if (area.broken === 'set') throw new NotStored()
      writes.push({ set: Object.keys(news) })
      for (const [key, value] of Object.entries(news)) items.set(key, JSON.stringify(value))
      tell(Object.keys(news))
    },
    async remove(keys) {
      if (area.broken === 'remove') throw new NotStored()
      writes.push({ remove: keys })
      for (const key of keys) items.delete(key)
      tell(keys)
    },
  }
  return area
}
