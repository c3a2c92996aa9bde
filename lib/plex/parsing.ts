import * as v from 'valibot'
import { UnreadableAnswer } from './errors.ts'
import { readJson } from './request.ts'

/**
 * An id is opaque: plex.tv sends numbers, 64-bit numbers and strings. Half a surrogate pair is
 * refused, since no address can hold one.
 */
export const Id = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.regex(/^\P{Cs}+$/u))]),
  v.transform((id) => String(id)),
)

/** A text that may be missing, null, or of another type; it is then empty. */
export const Text = v.fallback(v.string(), '')

const YES: readonly unknown[] = [true, 1, '1', 'true']

/** A boolean, which some answers write as 0/1 or as a text; anything else is false. docs/PLEX-API.md §5.3 */
export const Flag = v.fallback(
  v.pipe(
    v.unknown(),
    v.transform((value) => YES.includes(value)),
  ),
  false,
)

/** A date's text, or seconds since the epoch, as milliseconds; null where there is no such time. */
export const Moment = v.fallback(
  v.pipe(
    v.union([v.number(), v.string()]),
    v.transform((said) => {
      const seconds = Number(said)
      const ms = Number.isNaN(seconds) ? Date.parse(String(said)) : seconds * 1000
      const time = new Date(ms).getTime()
      return time > 0 ? time : null
    }),
  ),
  null,
)

/** A list of anything; `readEntries` looks into it. */
export const List = v.array(v.unknown())

/** The entries that have what is needed: an odd one must not hide all the others. */
export function readEntries<Schema extends v.GenericSchema>(
  schema: Schema,
  entries: readonly unknown[],
): v.InferOutput<Schema>[] {
  return entries.flatMap((entry) => {
    const result = v.safeParse(schema, entry)
    return result.success ? [result.output] : []
  })
}

/**
 * Reads the members that are used and ignores all others, so that a new or
 * null member of plex.tv's breaks nothing.
 *
 * @throws UnreadableAnswer where the text is not JSON or lacks what is needed
 */
export function readAnswer<Schema extends v.GenericSchema>(
  schema: Schema,
  text: string,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, readJson(text))
  if (result.success) return result.output
  throw new UnreadableAnswer('plex.tv left out something that is needed')
}
