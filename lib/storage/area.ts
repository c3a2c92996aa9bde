import type { Change } from './change.ts'

/** A part of the browser's extension storage. */
export interface Area {
  get(keys: string[] | null): Promise<Record<string, unknown>>
  set(items: Record<string, unknown>): Promise<void>
  remove(keys: string[]): Promise<void>
}

/** Writes the records of all changes at once, then removes. Both or, if the first fails, neither. */
export async function apply(area: Area, changes: readonly Change[]): Promise<void> {
  const written = changes.filter(({ raw }) => raw !== undefined)
  const removed = changes.filter(({ raw }) => raw === undefined)
  if (written.length) await area.set(Object.fromEntries(written.map(({ key, raw }) => [key, raw])))
  if (removed.length) await area.remove(removed.map(({ key }) => key))
}

/** Reads that are asked for in one turn share one trip to the disk. */
export function createReader(area: Area): (key: string) => Promise<unknown> {
  let waiting: {
    readonly keys: Set<string>
    readonly answer: Promise<Record<string, unknown>>
  } | null = null

  function open() {
    const keys = new Set<string>()
    const answer = Promise.resolve().then(() => {
      waiting = null
      return area.get([...keys])
    })
    return { keys, answer }
  }

  return async (key) => {
    waiting ??= open()
    const { keys, answer } = waiting
    keys.add(key)
    return (await answer)[key]
  }
}
