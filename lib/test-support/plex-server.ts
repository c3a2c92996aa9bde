import type { Identity } from '../plex/identity.ts'

export const IDENTITY: Identity = { clientIdentifier: 'client-1', product: 'Foyer for Plex' }

export const SECRET = 'S3cret-Tok3n'

/** A strong PIN as plex.tv sent it (docs/PLEX-API.md §1.3). */
export const PIN_ANSWER = {
  id: 538114995,
  code: 'm6mijjn177ut0qaz02b9iedof',
  product: 'lundflix',
  trusted: false,
  qr: 'https://plex.tv/api/v2/pins/qr/m6mijjn177ut0qaz02b9iedof',
  clientIdentifier: 'client-1',
  location: { code: 'US', city: null, postal_code: null, subdivisions: null, coordinates: null },
  expiresIn: 1800,
  createdAt: '2026-06-24T16:13:31Z',
  expiresAt: '2026-06-24T16:43:31Z',
  authToken: null as unknown,
  newRegistration: null,
}

export const USER_ANSWER = {
  id: 1234567,
  uuid: 'a1b2c3',
  username: 'ann',
  title: 'Ann',
  email: 'ann@example.org',
  thumb: 'https://plex.tv/users/a1b2c3/avatar',
  authToken: SECRET,
}

/** One of a list of devices (docs/PLEX-API.md §5.2). */
export const DEVICE_ANSWER = {
  name: 'Living room',
  publicAddress: '203.0.113.20',
  product: 'Plex for LG',
  productVersion: '5.1',
  platform: 'webOS',
  clientIdentifier: 'tv-1',
  id: 538114995 as unknown,
  token: SECRET,
  createdAt: '2026-06-24T16:13:31Z' as unknown,
  lastSeenAt: '2026-06-25T16:13:31Z' as unknown,
}

/** One of the users of a Plex Home (docs/PLEX-API.md §5.4). */
export const HOME_USER_ANSWER = {
  id: 33542084 as unknown,
  uuid: '19860c4bdfbf24d5',
  title: 'Kid',
  username: null as unknown,
  email: null,
  thumb: 'https://plex.tv/users/19860c4bdfbf24d5/avatar',
  hasPassword: false,
  restricted: true as unknown,
  restrictionProfile: 'little_kid',
  admin: false as unknown,
  guest: false,
  protected: false as unknown,
}

/** One of a list of resources (docs/PLEX-API.md §5.3). */
export const SERVER_ANSWER = {
  name: 'Attic',
  product: 'Plex Media Server',
  productVersion: '1.42.2.10156',
  clientIdentifier: 'server-1',
  provides: 'server',
  ownerId: null,
  sourceTitle: null,
  accessToken: SECRET as unknown,
  owned: true as unknown,
  presence: true,
  connections: [
    {
      protocol: 'https',
      address: '192.168.1.20',
      port: 32400,
      uri: 'https://192-168-1-20.abc.plex.direct:32400',
      local: true,
      relay: false,
      IPv6: false,
    },
  ] as unknown,
}

export interface Seen {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  /** Null where there is none. */
  readonly body: string | null
}

type Answer = string | object | Response | Error

/** A `fetch` that answers from a list (the last answer for ever) and remembers what was asked. */
export function fakeFetch(...answers: Answer[]) {
  const seen: Seen[] = []
  const fetch = async (input: unknown, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(String(input))
    const { method = 'GET', body = null } = init
    const headers = new Headers(init.headers)
    seen.push({ method, url, headers, body: body === null ? null : String(body) })
    const answer = answers.length > 1 ? answers.shift() : answers[0]
    if (answer instanceof Error) throw answer
    if (answer instanceof Response) return answer.clone()
    return new Response(typeof answer === 'string' ? answer : JSON.stringify(answer))
  }
  return { fetch: fetch as typeof globalThis.fetch, seen }
}

/** An error as plex.tv words it. */
export function refusal(status: number, body: unknown = '', headers: Record<string, string> = {}) {
  return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers })
}

export function envelope(code: number, message: string, status?: number) {
  return { errors: [{ code, message, ...(status === undefined ? {} : { status }) }] }
}
