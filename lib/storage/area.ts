import type { Change } from './change.ts'

/** The browser did not take what was to be written: there is no room left, or the disk has trouble. */
export class NotStored extends Error {
  constructor(options?: ErrorOptions) {
    super('The browser could not store it', options)
  }
}

/** A part of the browser's extension storage. */
export interface Area {
  get(keys: string[] | null): Promise<Record<string, unknown>>
  /** @throws NotStored */
  set(items: Record<string, unknown>): Promise<void>
  /** @throws NotStored */
  remove(keys: string[]): Promise<void>
}

/** An area of the browser's own. Each browser has words of its own for what it did not take; here it is one error. */
export function areaOf(own: Area): Area {
  const fail = (error: unknown): never => {
    throw new NotStored({ cause: error })
  }
  return {
    get: (keys) => own.get(keys),
    set: (items) => own.set(items).catch(fail),
    remove: (keys) => own.remove(keys).catch(fail),
  }
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
