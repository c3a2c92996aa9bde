/** Where the browser keeps nothing: for as long as the page is open. */
const unkept = new Map<string, string>()

/**
 * This browser's identifier for a product, made once. Plex knows one token for each account and
 * identifier, so two products at one origin must not share it. docs/PLEX-API.md §5.2
 */
export function keptIdentifier(product: string): string {
  const key = `foyer-page:${product}`
  const identifier = read(key) ?? unkept.get(key) ?? random()
  unkept.set(key, identifier)
  try {
    localStorage.setItem(key, identifier)
  } catch {
    // Storage is blocked or full.
  }
  return identifier
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

// On plain http there is no crypto.randomUUID.
// https://developer.mozilla.org/docs/Web/Security/Secure_Contexts
function random(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
