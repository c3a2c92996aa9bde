/**
 * Plex's PIN sign-in, by the server. It asks its own question under an identifier that nobody else
 * uses, so the answer says who signed in here. A token that a browser sends proves nothing: it may
 * have been made for another site.
 */
export interface PlexSignIn {
  /** What the browser is sent to; the PIN's id stays here. */
  readonly url: string
  /** The user once they have approved it, and null until then. Asks Plex once a second at most. */
  check(): Promise<PlexUser | null>
}

export interface PlexUser {
  readonly id: string
  readonly title: string
}

export interface ServerIdentity {
  /** Made once, kept by the server, and told to nobody but Plex. */
  readonly clientIdentifier: string
  readonly product: string
}

const POLL_MS = 1_000

/** @param plex where plex.tv's API is */
export async function startPlexSignIn(
  { clientIdentifier, product }: ServerIdentity,
  plex = 'https://clients.plex.tv',
): Promise<PlexSignIn> {
  const headers = {
    Accept: 'application/json',
    'X-Plex-Client-Identifier': clientIdentifier,
    'X-Plex-Product': product,
  }

  async function ask(path: string, init?: RequestInit) {
    const response = await fetch(`${plex}/api/v2/${path}`, {
      ...init,
      headers: { ...headers, ...init?.headers },
      signal: AbortSignal.timeout(10_000),
    })
    if (!response.ok) throw new Error(`plex.tv answered ${response.status}`)
    return response.json()
  }

  const pin = await ask('pins?strong=true', { method: 'POST' })
  const params = new URLSearchParams({
    clientID: clientIdentifier,
    code: pin.code,
    'context[device][product]': product,
  })
  let lastLook = 0
  let token: string | null = null
  let user: PlexUser | null = null

  return {
    url: `https://app.plex.tv/auth#?${params}`,
    async check() {
      if (user || Date.now() - lastLook < POLL_MS) return user
      lastLook = Date.now()
      // Plex forgets a PIN some seconds after it was approved. The token stays on the server.
      token ??= (await ask(`pins/${pin.id}`)).authToken
      if (!token) return null
      const { id, title } = await ask('user', { headers: { 'X-Plex-Token': token } })
      user = { id: String(id), title }
      return user
    },
  }
}
