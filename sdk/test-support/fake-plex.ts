import { vi } from 'vitest'

/** What a fetch of the page's ends with: an answer, or none that it may read. */
export type PlexAnswer =
  | { readonly status?: number; readonly body?: unknown; readonly headers?: Record<string, string> }
  | 'unreadable'

export interface Asked {
  readonly method: string
  readonly url: string
  readonly headers: Record<string, string>
  /** Milliseconds since 1970, by the clock in the test's hand. */
  readonly at: number
}

export const PIN = {
  id: 538114995,
  code: 'm6mijjn177ut0qaz02b9iedof',
  expiresIn: 1800,
  authToken: null,
}
export const CLAIMED = { ...PIN, expiresIn: 10, authToken: 'tok-1' }
export const USER = {
  id: 7,
  uuid: 'u7',
  username: 'ann',
  title: 'Ann',
  thumb: 'https://t.test/',
  email: '',
}

/** plex.tv for a page: each route says what its next answer is. Call it with fake timers. */
export function fakePlex(routes: {
  create?: () => PlexAnswer
  look?: (nth: number) => PlexAnswer
  user?: () => PlexAnswer
}) {
  const asked: Asked[] = []
  const looks = () => asked.filter(({ method, url }) => method === 'GET' && url.includes('/pins/'))

  function answerTo({ method, url }: Asked): PlexAnswer {
    if (method === 'POST') return routes.create?.() ?? { status: 201, body: PIN }
    if (url.endsWith('/user')) return routes.user?.() ?? { body: USER }
    return routes.look?.(looks().length) ?? { body: PIN }
  }

  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    const headers = init.headers as Record<string, string>
    const request = { method: init.method ?? 'GET', url, headers, at: Date.now() }
    asked.push(request)
    init.signal?.throwIfAborted()
    const answer = answerTo(request)
    if (answer === 'unreadable') throw new TypeError('Failed to fetch')
    const { status = 200, body = {} } = answer
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    return new Response(text, { status, ...(answer.headers ? { headers: answer.headers } : {}) })
  })
  return { asked, looks }
}

/** A window that was opened, as its opener sees it. */
export function fakeWindow({ isBlocked = false } = {}) {
  const opened = {
    closed: false,
    opener: {} as unknown,
    addresses: [] as string[],
    location: { replace: (url: string) => void opened.addresses.push(url) },
    close: () => {
      opened.closed = true
    },
  }
  const open = vi.fn(() => (isBlocked ? null : opened))
  vi.stubGlobal('window', { open })
  return { opened, open }
}

/** localStorage that keeps, or that refuses. */
export function fakeStorage({ refuses = false } = {}) {
  const kept = new Map<string, string>()
  const refuse = () => {
    throw new DOMException('The operation is insecure.', 'SecurityError')
  }
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => (refuses ? refuse() : (kept.get(key) ?? null)),
    setItem: (key: string, value: string) => (refuses ? refuse() : void kept.set(key, value)),
  })
  return kept
}
