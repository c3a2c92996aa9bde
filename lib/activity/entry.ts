import * as v from 'valibot'
import type { Scope } from '../sites/policy.ts'

const ANSWERS = [
  'given',
  'allowed',
  'denied',
  'refused',
  'ended',
  'rate_limited',
  'failed',
] as const
export type Answered = (typeof ANSWERS)[number]

/** What happened, as its teller knows it. */
export interface Note {
  /** Empty where it is about no site. */
  readonly origin: string
  /** What a sign-in at Plex's page calls itself. */
  readonly name?: string
  /** What was asked, a short machine word: `token.get`, `site.stop`. */
  readonly asked: string
  readonly scopes?: readonly Scope[]
  readonly answered: Answered
  /** Why, a short machine word: `not_linked`. */
  readonly reason?: string | null
}

/** Equal notes of one minute. Times are milliseconds since the epoch. */
export interface Entry extends Required<Note> {
  /** Grows with each entry and is never given again. */
  readonly id: number
  /** Of the first of them. */
  readonly at: number
  /** Of the latest of them. */
  readonly last: number
  readonly count: number
}

/** Equal notes of one minute that have no place in the log yet. */
export type Tally = Omit<Entry, 'id'>

/** So many entries are kept; the oldest go. */
export const KEPT = 5_000

const ONE_ENTRY_MS = 60_000

const LONGEST_NAME = 100

/** A tally of one note, or of so many. */
export function tallyOf(note: Note, at: number, count = 1): Tally {
  const { origin, name = '', asked, scopes = [], answered, reason = null } = note
  return {
    at,
    last: at,
    origin: withoutPath(origin),
    name: name.slice(0, LONGEST_NAME),
    asked: word(asked),
    scopes: [...new Set(scopes)].toSorted(),
    answered,
    reason: reason === null ? null : word(reason),
    count,
  }
}

/** The same text for equal tallies and entries, and for no others. */
export function likeness({ origin, name, asked, scopes, answered, reason }: Tally): string {
  // Entries of before had no names, and stay like those that have none.
  const names = name ? [name] : []
  return JSON.stringify([origin, asked, scopes, answered, reason, ...names])
}

/** Whether equal notes at these two times are one entry. A clock that is set back changes nothing. */
export function isOneEntry(at: number, other: number): boolean {
  return Math.abs(at - other) < ONE_ENTRY_MS
}

/** The two as one, or null where they would span more than a minute. */
export function join<T extends Tally>(one: T, other: Tally): T | null {
  const at = Math.min(one.at, other.at)
  const last = Math.max(one.last, other.last)
  return isOneEntry(at, last) ? { ...one, at, last, count: one.count + other.count } : null
}

const time = v.pipe(v.number(), v.finite())
const Schema: v.GenericSchema<unknown, Entry> = v.object({
  id: v.pipe(v.number(), v.integer()),
  at: time,
  last: time,
  origin: v.string(),
  name: v.optional(v.string(), ''),
  asked: v.string(),
  scopes: v.array(v.custom<Scope>((scope) => typeof scope === 'string')),
  answered: v.picklist(ANSWERS),
  reason: v.nullable(v.string()),
  count: v.pipe(v.number(), v.integer(), v.minValue(1)),
})

/** The stored entry, or null where it is damaged. */
export function readEntry(raw: unknown): Entry | null {
  const read = v.safeParse(Schema, raw)
  return read.success ? read.output : null
}

// Whatever a teller passes by mistake, an address with a token in it isn't written down.
function withoutPath(origin: string): string {
  const isAddress = origin.toLowerCase().startsWith('http') && URL.canParse(origin)
  return isAddress ? new URL(origin).origin : origin
}

// A token has digits or capitals, or is longer.
function word(text: string): string {
  return /^[a-z]+([._][a-z]+)*$/.test(text) && text.length <= 40 ? text : 'other'
}
