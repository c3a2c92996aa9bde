import { isHidden, nameOf, wordsOf } from './names.ts'
import { roleOf } from './roles.ts'

/** A role and a name: the name word for word, or the source and flags of a pattern. */
export interface Wanted {
  role: string
  name: string | { source: string; flags: string }
}

export function fits(element: Element, wanted: Wanted): boolean {
  if (roleOf(element) !== wanted.role || isHidden(element)) return false
  const names = [nameOf(element)]
  // A live region is known by what it says, even when it has a name of its own.
  if (/^(status|alert|log|timer)$/.test(wanted.role)) names.push(wordsOf(element))
  const { name } = wanted
  if (typeof name === 'string') return names.includes(name.replace(/\s+/g, ' ').trim())
  return names.some((it) => new RegExp(name.source, name.flags.replace(/[gy]/g, '')).test(it))
}

/** Every element in the order of the document, those in open shadow trees among them. */
export function* elementsIn(root: ParentNode): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element
    if (element.shadowRoot) yield* elementsIn(element.shadowRoot)
  }
}

/** The first element at the end of a path of containers. */
export function seek(path: Wanted[], root: ParentNode = document): Element | undefined {
  const [wanted, ...rest] = path
  if (!wanted) return undefined
  for (const element of elementsIn(root)) {
    if (!fits(element, wanted)) continue
    const found = rest.length === 0 ? element : seek(rest, element)
    if (found) return found
  }
  return undefined
}
