import * as v from 'valibot'
import { UnreadableAnswer } from './errors.ts'
import { readJson } from './request.ts'

/** An id is opaque: plex.tv sends numbers, 64-bit numbers and strings. */
export const Id = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.nonEmpty())]),
  v.transform((id) => String(id)),
)

/** A text that may be missing, null, or of another type; it is then empty. */
export const Text = v.fallback(v.string(), '')

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
