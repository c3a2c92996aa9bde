import * as v from 'valibot'

/**
 * What came of a connection. `other`: something answers there, and it is not this server.
 * `unreachable`: nothing answered in time, or the browser let no answer through.
 */
export type Found =
  | { readonly state: 'reachable'; readonly ms: number }
  | { readonly state: 'other' }
  | { readonly state: 'unreachable' }

export interface ProbeWorld {
  readonly fetch: typeof fetch
  readonly now: () => number
  /** Runs `callback` once, later; gives a function that calls it off. */
  readonly after: (delay: number, callback: () => void) => () => void
}

const LIMIT_MS = 5000

/**
 * Asks whoever answers at a server's connection who they are, without a token: it may be anybody.
 * docs/PLEX-API.md §5.5
 *
 * @param serverId Plex's identifier of the server that should be there
 */
export async function probe(world: ProbeWorld, uri: string, serverId: string): Promise<Found> {
  const { fetch, now, after } = world
  const url = addressOf(uri)
  if (!url) return { state: 'unreachable' }
  const stop = new AbortController()
  const callOff = after(LIMIT_MS, () => stop.abort())
  const began = now()
  try {
    const response = await fetch(url, {
      headers: { Accept: 'application/json' },
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: stop.signal,
    })
    const ms = now() - began
    const isIt = response.ok && idIn(await response.text()) === serverId
    return isIt ? { state: 'reachable', ms } : { state: 'other' }
  } catch {
    return { state: 'unreachable' }
  } finally {
    callOff()
  }
}

/** Where it says who it is; null where that is no web address. */
function addressOf(uri: string): string | null {
  if (!URL.canParse(uri)) return null
  const { protocol, origin, pathname } = new URL(uri)
  if (protocol !== 'https:' && protocol !== 'http:') return null
  return `${origin}${pathname.replace(/\/$/, '')}/identity`
}

const Identity = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ MediaContainer: v.object({ machineIdentifier: v.string() }) }),
)

/** Older servers know XML alone. */
function idIn(text: string): string | undefined {
  const json = v.safeParse(Identity, text)
  if (json.success) return json.output.MediaContainer.machineIdentifier
  return /^\s*<[\s\S]*?\bmachineIdentifier="([^"]+)"/.exec(text)?.[1]
}
