import { type Area, createReader } from './area.ts'
import { type Collection, collectionOf, decode, UnusableRecord } from './collection.ts'

export interface UnusableWorld {
  readonly area: Area
  /** Remembers what was found, for the background after this one. */
  readonly session: Area
  readonly collections: readonly Collection<unknown>[]
  /** Another one was found. */
  readonly found: (error: UnusableRecord) => void
}

const KEY = 'unusable'

/** The records that can't be used. What is told of them is looked at anew, so that it ends when they are mended or gone. */
export function createUnusable({ area, session, collections, found }: UnusableWorld) {
  const known = new Set<string>()
  const read = createReader(area)
  let loading: Promise<void> | null = null

  /** Null: it is gone, or fit for use, or nobody misses it. */
  function fault(key: string, raw: unknown): UnusableRecord | null {
    const collection = collections.find(({ name }) => name === collectionOf(key))
    if (!collection || collection.isNote || raw === undefined) return null
    try {
      decode(collection, key, raw)
      return null
    } catch (error) {
      if (error instanceof UnusableRecord) return error
      throw error
    }
  }

  function loaded(): Promise<void> {
    loading ??= load().catch((error) => {
      loading = null
      throw error
    })
    return loading
  }

  async function load(): Promise<void> {
    const before = (await session.get([KEY]))[KEY]
    if (Array.isArray(before)) for (const key of before) known.add(String(key))
  }

  async function keep(): Promise<void> {
    await loaded()
    await session.set({ [KEY]: [...known] })
  }

  function note(error: UnusableRecord): void {
    if (known.has(error.key)) return
    known.add(error.key)
    // Where that fails, whoever meets it next notes it again.
    void keep().catch(() => {})
    found(error)
  }

  function lookAt(items: Readonly<Record<string, unknown>>): void {
    for (const [key, raw] of Object.entries(items)) {
      const error = fault(key, raw)
      if (error) note(error)
    }
  }

  return {
    /** Somebody met one. */
    note,

    /** Looks at what was written. @param items what is stored by key; undefined: nothing */
    lookAt,

    /** Looks at all there is. */
    lookAtAll: async (): Promise<void> => lookAt(await area.get(null)),

    /** What is there now. */
    async list(): Promise<Pick<UnusableRecord, 'key' | 'reason'>[]> {
      await loaded()
      const noted = [...known].map(async (key) => {
        const error = fault(key, await read(key))
        if (!error) known.delete(key)
        return error
      })
      return (await Promise.all(noted)).filter((error) => error !== null)
    },
  }
}
