import { useState } from 'preact/hooks'

let last = 0

/**
 * An id that no other element has. Preact's own begins anew with each drawing from the top, so that what
 * comes later would share ids, and the labels, of what was there.
 * https://github.com/preactjs/preact/blob/main/hooks/src/index.js
 */
export function useId(): string {
  const [id] = useState(() => `id-${++last}`)
  return id
}
