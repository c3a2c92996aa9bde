import { onTestFinished } from 'vitest'
import { type PlexTv, type PlexTvOptions, startPlexTv } from '../../demo/plex-tv/server.ts'

export interface Answer {
  status: number
  headers: Headers
  text: string
  /** The body as JSON, or undefined. */
  json: unknown
}

export type Ask = RequestInit & { headers?: Record<string, string> }

export interface Demo {
  plex: PlexTv
  /** The server's clock: it stands still until a test moves it. */
  advance(ms: number): void
  now(): number
  call(route: string, ask?: Ask): Promise<Answer>
}

export const ID = 'contract-client'

/** What every well-behaved client sends. */
export const JSON_ID = { Accept: 'application/json', 'X-Plex-Client-Identifier': ID }

export const START = Date.UTC(2026, 5, 24, 16, 13, 31)

/** A demo plex.tv of the test's own, with a clock in the test's hand; it ends with the test. */
export async function demo(options: Omit<PlexTvOptions, 'now'> = {}): Promise<Demo> {
  let now = START
  const plex = await startPlexTv({ ...options, now: () => now })
  onTestFinished(() => plex.close())
  return {
    plex,
    now: () => now,
    advance: (ms) => {
      now += ms
    },
    call: (route, ask) => call(plex.url, route, ask),
  }
}

/** `route` is `"METHOD /path?query"`. */
export async function call(base: string, route: string, ask: Ask = {}): Promise<Answer> {
  const [method = 'GET', path = '/'] = route.split(' ')
  const response = await fetch(base + path, { redirect: 'manual', ...ask, method })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, json: parse(text) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export interface PinJson {
  id: number
  code: string
  product: string
  clientIdentifier: string
  location: Record<string, unknown>
  expiresIn: number
  createdAt: string
  expiresAt: string
  authToken: string | null
  newRegistration: boolean | null
}

export const pinOf = (answer: Answer): PinJson => answer.json as PinJson

export async function newPin(d: Demo, strong = true, headers: Record<string, string> = {}) {
  const route = strong ? 'POST /api/v2/pins?strong=true' : 'POST /api/v2/pins'
  const asked = { ...JSON_ID, 'X-Plex-Product': 'Contract', ...headers }
  return pinOf(await d.call(route, { headers: asked }))
}

/** One look at a PIN, a second after whatever came before. */
export function poll(d: Demo, id: number | string, headers: Record<string, string> = {}) {
  d.advance(1000)
  return d.call(`GET /api/v2/pins/${id}`, { headers: { ...JSON_ID, ...headers } })
}

/** The token of a PIN made and approved for that client identifier. */
export async function linked(d: Demo, clientIdentifier = ID): Promise<string> {
  const own = { 'X-Plex-Client-Identifier': clientIdentifier }
  const pin = await newPin(d, true, own)
  d.plex.approve(pin.code)
  return pinOf(await poll(d, pin.id, own)).authToken ?? ''
}

/** The headers of a call with a token. */
export const bearing = (token: string) => ({ ...JSON_ID, 'X-Plex-Token': token })

export const errorOf = (code: number, message: string, status?: number) => ({
  errors: [status === undefined ? { code, message } : { code, message, status }],
})

export const CODE_ERROR = errorOf(1020, 'Code not found or expired')
