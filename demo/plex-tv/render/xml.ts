import { create } from 'xmlbuilder2'

export type Value = string | number | boolean | null | Value[] | { [key: string]: Value }
type Node = ReturnType<typeof create>

const ISO = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d+)?Z$/

const SINGULAR: Readonly<Record<string, string>> = {
  entitlements: 'entitlement',
  features: 'feature',
  roles: 'role',
  services: 'service',
  connections: 'connection',
  resources: 'resource',
  users: 'user',
  devices: 'device',
  keys: 'key',
}

// xmlbuilder2 leaves alone what looks like a reference already.
const escaped = (text: string): string => text.replaceAll('&', '&amp;')

/** Booleans are 0/1, null is empty, dates are `YYYY-MM-DD HH:MM:SS UTC`. docs/PLEX-API.md §1.7 */
function attribute(value: string | number | boolean | null): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? '1' : '0'
  return escaped(String(value).replace(ISO, '$1 $2 UTC'))
}

function fill(node: Node, object: { [key: string]: Value }): void {
  for (const [key, value] of Object.entries(object)) {
    if (value === null || typeof value !== 'object') node.att(key, attribute(value))
  }
  for (const [key, value] of Object.entries(object)) {
    // A name with a capital is the older style, without an element around the list.
    if (Array.isArray(value) && /^[A-Z]/.test(key)) repeat(node, key, value)
    else if (Array.isArray(value)) repeat(node.ele(key), SINGULAR[key] ?? 'item', value)
    else if (value !== null && typeof value === 'object') fill(node.ele(key), value)
  }
}

function repeat(node: Node, name: string, list: Value[]): void {
  for (const item of list) {
    const child = node.ele(name)
    if (item !== null && typeof item === 'object' && !Array.isArray(item)) fill(child, item)
    else if (!Array.isArray(item)) child.att('id', attribute(item))
  }
}

// Anybody may put anything in a query string; it must not make the answer ill-formed.
const document = () =>
  create({ version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '\uFFFD' })

/** plex.tv's XML: what is an object member in JSON is an attribute, or a child if it has parts. */
export function toXml(root: string, value: Value): string {
  const doc = document()
  const node = doc.ele(root)
  if (Array.isArray(value)) repeat(node, SINGULAR[root] ?? 'item', value)
  else if (value !== null && typeof value === 'object') fill(node, value)
  else node.txt(attribute(value))
  return doc.end()
}

/** The old v1 form, in which members are elements with text. docs/PLEX-API.md §1.1 */
export function toElementXml(root: string, object: Record<string, string | number | null>): string {
  const doc = document()
  const node = doc.ele(root)
  for (const [key, value] of Object.entries(object)) {
    const child = node.ele(key)
    if (value === null) child.att('nil', 'true')
    else child.txt(escaped(String(value)))
  }
  return doc.end()
}
