import * as v from 'valibot'

/**
 * What a language's model does with a value that its type forbids: `rejects` it, or goes on with
 * what the language has for nothing.
 */
type Strictness = 'rejects' | 'accepts'

/** How an SDK puts its PIN request on the wire, and what it needs of the answer. */
export interface SdkRow {
  name: string
  /** The version of the last commit that has the operations, or the span of an older shape. */
  version: string
  create: string
  look: string
  /** Where the identifiers go: today's SDKs use headers, those of autumn 2024 the query. */
  ids: 'header' | 'query'
  /** The `X-Plex-` names it can send. */
  sends: readonly string[]
  /** The status it takes for a new PIN. */
  created: 201 | 200
  /** `null` where the model has a plain string; and a required key that is not there. */
  nulls: Strictness
  missing: Strictness
  /** Whether the strictness was read in its source or follows from its types alone. */
  known: 'source' | 'types'
  /** How `strong=true` is spelt. */
  strong: 'true' | 'True'
}

const TODAY = ['Client-Identifier', 'Product', 'Device', 'Version', 'Platform'] as const

const today = { ids: 'header', sends: TODAY, created: 201, strong: 'true' } as const

/** docs/PLEX-API.md §7 */
export const SDKS: readonly SdkRow[] = [
  {
    ...today,
    name: 'plexgo',
    version: '0.25.0',
    create: 'GetPin',
    look: 'GetTokenByPinID',
    // Its decoder asks for the keys alone; encoding/json leaves a string empty for null.
    nulls: 'accepts',
    missing: 'rejects',
    known: 'source',
  },
  {
    ...today,
    name: 'plexpy',
    version: '0.30.0',
    create: 'get_pin',
    look: 'get_token_by_pin_id',
    nulls: 'rejects',
    missing: 'rejects',
    known: 'types',
  },
  {
    ...today,
    name: 'plexcsharp',
    version: '0.17.0',
    create: 'GetPinAsync',
    look: 'GetTokenByPinIdAsync',
    // `string City { get; set; } = default!`, without `Required`: the reader checks nothing.
    nulls: 'accepts',
    missing: 'accepts',
    known: 'source',
  },
  {
    ...today,
    name: 'plexphp',
    version: '0.14.13',
    create: 'getPin',
    look: 'getTokenByPinId',
    // `public string $city`: a typed property takes no null.
    nulls: 'rejects',
    missing: 'rejects',
    known: 'types',
  },
  {
    ...today,
    name: 'plexgo',
    version: 'January to June 2024',
    create: 'GetPin(XPlexClientIdentifier, Strong)',
    look: 'GetToken',
    sends: ['Client-Identifier'],
    nulls: 'accepts',
    missing: 'accepts',
    known: 'types',
  },
  {
    ...today,
    name: 'plexpy',
    version: '0.8.1',
    create: 'get_pin',
    look: 'get_token(pin_id: str)',
    sends: ['Client-Identifier'],
    // Raises "unknown status code received" on the 201 that plex.tv gives.
    created: 200,
    nulls: 'rejects',
    missing: 'rejects',
    known: 'types',
  },
  {
    ...today,
    name: 'plexpy',
    version: 'September to December 2024',
    create: 'get_pin(client_id, client_name, device_name, client_platform)',
    look: 'get_token_by_pin_id',
    ids: 'query',
    nulls: 'rejects',
    missing: 'rejects',
    known: 'source',
  },
]

const VALUES: Readonly<Record<string, string>> = {
  'Client-Identifier': 'sdk-client',
  Product: 'SDK',
  Device: 'Contract',
  Version: '1.0',
  Platform: 'Linux',
}

export interface WireRequest {
  method: 'POST' | 'GET'
  path: string
  headers: Record<string, string>
}

function request(row: SdkRow, method: 'POST' | 'GET', path: string, query: [string, string][]) {
  const ids = row.sends.map((name): [string, string] => [`X-Plex-${name}`, VALUES[name] ?? ''])
  const all = row.ids === 'query' ? [...query, ...ids] : query
  const search = all.length > 0 ? `?${new URLSearchParams(all)}` : ''
  return {
    method,
    path: `/api/v2${path}${search}`,
    headers: {
      Accept: 'application/json',
      ...(row.ids === 'header' ? Object.fromEntries(ids) : {}),
    },
  } satisfies WireRequest
}

export const createRequest = (row: SdkRow): WireRequest =>
  request(row, 'POST', '/pins', [['strong', row.strong]])

export const lookRequest = (row: SdkRow, id: number | string): WireRequest =>
  request(row, 'GET', `/pins/${id}`, [])

/** The answer's model: required and typed as the row says. */
export function modelOf(row: SdkRow) {
  const text = row.nulls === 'rejects' ? v.string() : v.nullable(v.string())
  const field = row.missing === 'rejects' ? text : v.optional(text)
  const date = v.pipe(v.string(), v.isoTimestamp())
  const flag = v.optional(v.boolean())
  const location = v.object({
    code: field,
    continent_code: field,
    country: field,
    city: field,
    european_union_member: flag,
    time_zone: field,
    postal_code: field,
    in_privacy_restricted_country: flag,
    in_privacy_restricted_region: flag,
    subdivisions: field,
    coordinates: field,
  })
  return v.object({
    id: v.pipe(v.number(), v.integer()),
    code: v.string(),
    product: v.string(),
    trusted: flag,
    qr: v.string(),
    clientIdentifier: v.string(),
    location,
    expiresIn: v.optional(v.pipe(v.number(), v.integer())),
    createdAt: date,
    expiresAt: date,
    authToken: v.nullish(v.string()),
    newRegistration: v.optional(v.unknown()),
  })
}

/** 400 has a status in its errors, 404 has none. docs/PLEX-API.md §7 */
export const BadRequest = v.strictObject({
  errors: v.array(v.strictObject({ code: v.number(), message: v.string(), status: v.number() })),
})

export const NotFound = v.strictObject({
  errors: v.array(v.strictObject({ code: v.number(), message: v.string() })),
})
