import type { About } from '../state/pins.ts'

/**
 * A request as plex.tv reads it: header, then query, then form or JSON body.
 * docs/PLEX-API.md §1.2
 */
export interface Asked {
  readonly clientIdentifier: string | null
  readonly token: string | null
  readonly tokenIn: 'header' | 'query' | 'body' | null
  readonly about: About
  /** What was said as the product; null where `about.product` is `"0"`. */
  readonly product: string | null
  readonly json: Readonly<Record<string, unknown>>
  /** A field of the query, the form or the JSON body. */
  field(name: string): string | null
  /** `true`, `True` and `1` are all seen. docs/PLEX-API.md §1.2 */
  flag(name: string): boolean
}

const MAX_BODY = 100_000

/** Header bytes are UTF-8 where they can be, ISO-8859-1 else. docs/PLEX-API.md §1.2 */
function headerText(value: string): string {
  const bytes = Buffer.from(value, 'latin1')
  const utf8 = bytes.toString('utf8')
  return utf8.includes('\uFFFD') ? value : utf8
}

function pairs(params: Iterable<[string, string]>): Map<string, string> {
  const out = new Map<string, string>()
  for (const [key, value] of params) out.set(key.toLowerCase(), value)
  return out
}

function parseJson(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    const isObject = value !== null && typeof value === 'object' && !Array.isArray(value)
    return isObject ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

const scalar = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value)

export async function readAsked(request: Request): Promise<Asked> {
  const query = pairs(new URL(request.url).searchParams)
  const type = request.headers.get('content-type') ?? ''
  const hasBody = !['GET', 'HEAD', 'OPTIONS'].includes(request.method)
  const text = hasBody ? (await request.text()).slice(0, MAX_BODY) : ''
  const json = /\bjson\b/i.test(type) ? parseJson(text) : {}
  const form = /x-www-form-urlencoded/i.test(type)
    ? pairs(new URLSearchParams(text))
    : pairs(
        Object.entries(json).flatMap(([k, v]): [string, string][] =>
          scalar(v) ? [[k, String(v)]] : [],
        ),
      )

  const field = (name: string) =>
    query.get(name.toLowerCase()) ?? form.get(name.toLowerCase()) ?? null
  const said = (name: string): string | null => {
    const header = request.headers.get(name)
    return (header ? headerText(header) : field(name)) || null
  }
  const product = said('X-Plex-Product')
  return {
    clientIdentifier: said('X-Plex-Client-Identifier'),
    token: said('X-Plex-Token'),
    tokenIn: tokenPlace(request, query, form),
    product,
    about: {
      product: product ?? '0',
      version: said('X-Plex-Version') ?? '',
      platform: said('X-Plex-Platform') ?? '',
      platformVersion: said('X-Plex-Platform-Version') ?? '',
      device: said('X-Plex-Device') ?? '',
      deviceName: said('X-Plex-Device-Name') ?? said('X-Plex-Device') ?? '',
      vendor: said('X-Plex-Device-Vendor') ?? '',
      model: said('X-Plex-Model') ?? '',
    },
    json,
    field,
    flag: (name) => /^(true|1)$/i.test(field(name) ?? ''),
  }
}

function tokenPlace(request: Request, query: Map<string, string>, form: Map<string, string>) {
  if (request.headers.get('x-plex-token')) return 'header'
  if (query.get('x-plex-token')) return 'query'
  return form.get('x-plex-token') ? 'body' : null
}
