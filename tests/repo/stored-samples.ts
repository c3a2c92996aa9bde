/** Data as a version wrote it; `now` is what this version reads of it, where that is something else. */
interface Sample {
  readonly written: unknown
  readonly now?: unknown
}

const SEALED = { v: 2, key: 'key-1', for: 'somewhere', iv: 'AAAA', data: 'AAAA' }
/** Before sealed texts named their key and their purpose. */
const SEALED_FIRST = { v: 1, iv: 'AAAA', data: 'AAAA' }

const as = (written: unknown, ...changes: object[]): Sample[] =>
  [{}, ...changes].map((news) => ({ written: { ...(written as object), ...news } }))

const only = (...written: unknown[]): Sample[] => written.map((it) => ({ written: it }))

const USER = {
  ...{ id: '1', uuid: 'u1', username: 'ann', title: 'Ann' },
  ...{ email: 'ann@example.org', thumb: 'https://plex.tv/users/u1/avatar' },
}
const ACCOUNT = {
  ...{ id: 'a1', label: '', user: USER, home: null, token: SEALED },
  ...{ since: 1, tokenSince: 1, health: 'ok' },
}
const GRANT = {
  ...{ origin: 'https://app.example', accountId: 'a1', scopes: ['account', 'servers', 'token'] },
  ...{ email: false, tokenKind: 'site', clientIdentifier: 'c1', since: 1 },
  ...{ duration: 'until_revoked', expiresAt: null, session: null, tabId: null },
}
const TOKEN = {
  ...{ clientIdentifier: 'c1', accountId: 'a1', holder: 'site', name: 'https://app.example' },
  ...{ product: 'app.example via Foyer', isPrivate: false, state: 'held', pin: null },
  ...{ isAtPlex: false, token: SEALED, madeAt: 1, openUntil: 1, ending: null },
}
const TOKEN_CHANGES = [
  { holder: 'tool', name: 'backup', token: SEALED_FIRST },
  { state: 'begun', pin: SEALED, isAtPlex: true, token: null, madeAt: null, openUntil: null },
  { state: 'ending', ending: { since: 1, tries: 2, nextAt: 3, trouble: 'network' } },
]
const TOOL = {
  ...{ id: 'c2', name: 'backup', accountId: 'a1', server: null, since: 1 },
  ...{ state: 'making', trouble: null, copied: null },
}
const WAITING = {
  ...{ phase: 'waiting', kind: 'strong', createdAt: 1, expiresAt: 2, plexOpened: true },
  ...{ lastPollAt: 1, lastAnswerAt: 1, notBefore: 0, failures: 0, trouble: null, looksLeft: null },
}
const LINKS = [
  { phase: 'idle' },
  { phase: 'creating', kind: 'short', startedAt: 1 },
  { ...WAITING, pin: SEALED },
  { ...WAITING, pin: SEALED_FIRST, trouble: 'network', failures: 1, looksLeft: 2 },
  { phase: 'linked', at: 1 },
  { phase: 'expired', kind: 'strong', early: true },
  { phase: 'cancelled', kind: 'strong' },
  { phase: 'failed', kind: 'short', trouble: 'key_lost', retryAt: 0 },
]
const SIGN_IN = {
  ...{ id: 's1', accountId: 'a1', product: 'Reel Notes', clientIdentifier: null },
  ...{ wentTo: null, since: 1, state: 'begun', code: SEALED, page: null, before: null },
  ...{ isSure: true, device: null },
}

/** By collection and version: what each version of a shape has on people's disks. */
export const SAMPLES: Readonly<Record<string, Readonly<Record<number, readonly Sample[]>>>> = {
  identity: { 1: only({ clientIdentifier: 'c0' }) },
  account: {
    1: as(
      ACCOUNT,
      { user: null, label: 'Mine', token: SEALED_FIRST, health: 'key_lost' },
      { home: { adminId: 'a0', userId: '2', hasPin: true }, health: 'gone' },
    ),
  },
  current: { 1: only({ accountId: 'a1' }) },
  checked: { 1: only({ at: 1, retryAt: 0, needsPin: false }) },
  link: {
    1: only(...LINKS),
    2: only(...LINKS, { phase: 'cancelled', kind: 'short', byLock: true }),
  },
  site: { 1: only({ origin: 'https://app.example', since: 1 }) },
  grant: {
    1: as(
      GRANT,
      { scopes: ['account'], clientIdentifier: null, email: true, duration: 'hour', expiresAt: 9 },
      { tokenKind: 'account', duration: 'once', session: 'b1', tabId: 3 },
    ),
  },
  use: { 1: only({ lastUsedAt: 1 }) },
  tool: {
    1: as(TOOL, { server: { id: 'm1', name: 'Den' }, state: 'refused', trouble: 'home_pin' }),
    2: as(TOOL, { state: 'refused', trouble: 'token_lost' }, { state: 'ready', copied: 2 }),
  },
  identifier: { 1: only({ clientIdentifier: 'c1' }) },
  token: {
    1: as(TOKEN, ...TOKEN_CHANGES),
    2: as(TOKEN, ...TOKEN_CHANGES, { holder: 'sign_in', state: 'ending' }),
  },
  revoked: {
    1: as(
      { since: 1, at: 2, accountIds: ['a1'], found: null },
      {
        found: [
          {
            ...{ accountId: 'a1', id: '7', name: 'Den', product: 'Plex Web' },
            ...{ platform: 'Chrome', createdAt: 1 },
          },
        ],
      },
    ),
  },
  wish: { 1: only({ at: 1 }) },
  loan: { 1: only({ uris: ['https://192-0-2-1.x.plex.direct:32400'], since: 1, isGiven: true }) },
  'sign-in': {
    1: as(
      SIGN_IN,
      { state: 'linking', page: { tabId: 3, session: 'b1' }, before: ['7'] },
      {
        ...{ state: 'done', code: null, clientIdentifier: 'c9', wentTo: 'https://app.example' },
        device: { clientIdentifier: 'c9', name: 'Den', platform: 'Chrome' },
      },
    ),
  },
  asked: { 1: only({ at: 1 }) },
  settings: {
    1: [{ written: { privateWindows: true }, now: { privateWindows: true, lockAfter: null } }],
    2: as({ privateWindows: false, lockAfter: 15 }, { lockAfter: null }),
  },
  passphrase: {
    1: only(null, {
      keyId: 'key-2',
      recipe: { name: 'PBKDF2', hash: 'SHA-256', iterations: 600_000, salt: 'AAAA' },
      check: SEALED,
    }),
  },
  index: { 1: only({ a1: 1 }, {}) },
}
