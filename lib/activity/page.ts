import type { Answered, Entry } from './entry.ts'

export interface PageQuery {
  /** How many entries at most. */
  readonly limit: number
  /** Only entries older than the one of this id. */
  readonly before?: number | undefined
  /** Only entries whose origin or name has this text in it, in capitals or not. */
  readonly search?: string | undefined
  readonly answered?: Answered | undefined
}

export interface Page {
  /** Newest first. */
  readonly entries: readonly Entry[]
  /** How many fit the filters, on this page and on all others. */
  readonly total: number
}

/** @param entries the whole log, oldest first */
export function pageOf(entries: readonly Entry[], query: PageQuery): Page {
  const { limit, before = Number.POSITIVE_INFINITY, search = '', answered } = query
  const text = search.trim().toLowerCase()
  const fitting = entries.filter(
    (entry) =>
      [entry.origin, entry.name].some((it) => it.toLowerCase().includes(text)) &&
      (answered === undefined || entry.answered === answered),
  )
  const older = fitting.filter(({ id }) => id < before)
  return { entries: older.toReversed().slice(0, Math.max(0, limit)), total: fitting.length }
}
