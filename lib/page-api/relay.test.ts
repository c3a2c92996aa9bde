import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fakePort } from '../test-support/ports.ts'
import { GREETING } from '../test-support/session-world.ts'
import { startRelay } from './relay.ts'
import type { Downward, Upward } from './wire.ts'

const ORIGIN = 'https://app.example'
const CONNECT = { foyer: 'connect', version: 1 }

/** A page's window as far as the bridge uses it, and the browser behind it. */
function fakeWindow() {
  const listeners = new Map<string, ((event: never) => void)[]>()
  const listen = (type: string, listener: (event: never) => void) =>
    void listeners.set(type, [...(listeners.get(type) ?? []), listener])
  const posted = vi.fn()
  const document = { prerendering: false, addEventListener: listen }
  const own = { postMessage: posted }
  vi.stubGlobal('addEventListener', listen)
  vi.stubGlobal('window', own)
  vi.stubGlobal('location', { origin: ORIGIN })
  vi.stubGlobal('document', document)
  vi.stubGlobal('navigator', {})

  const ports: ReturnType<typeof fakePort<Downward, Upward>>[] = []
  const runtime = {
    id: 'own' as string | undefined,
    connect: ({ name }: { name: string }) => {
      const port = fakePort<Downward, Upward>(name)
      ports.push(port)
      return port
    },
    onMessage: { addListener: (listener: (message: never) => void) => listen('runtime', listener) },
  }
  const fire = (type: string, event: object | string) => {
    for (const listener of listeners.get(type) ?? []) listener(event as never)
  }
  const page = () => ({ onmessage: null, postMessage: vi.fn() })
  const connect = (more: object = {}) =>
    fire('message', { source: own, origin: ORIGIN, data: CONNECT, ports: [page()], ...more })
  const start = () => startRelay(runtime as unknown as typeof chrome.runtime)
  return { ports, runtime, document, posted, fire, connect, start }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  Reflect.deleteProperty(globalThis, 'foyerSessions')
})

describe('the bridge', () => {
  test('opens a port of its own name for each connect, no two alike', () => {
    const { ports, connect, start } = fakeWindow()
    start()
    connect()
    connect()
    const names = ports.map(({ name }) => name)
    for (const name of names) expect(name).toMatch(/^foyer-page:[\d-]{7,}$/)
    expect(new Set(names).size).toBe(2)
  })

  test('runs once in a page', () => {
    const { ports, connect, start } = fakeWindow()
    for (let n = 0; n < 3; n++) start()
    connect()
    expect(ports).toHaveLength(1)
  })

  test('says whether the page is still to be told: not while a session of it lives', () => {
    const { ports, connect, start } = fakeWindow()
    expect([start(), start()]).toEqual([true, true])
    for (let n = 0; n < 2; n++) connect()
    for (const port of ports) port.say(GREETING)
    expect(start()).toBe(false)
    ports[0]?.say('refused')
    expect(start()).toBe(false)
    ports[1]?.say('refused')
    expect(start()).toBe(true)
  })

  test.each([
    ['from a frame', { source: {} }],
    ['from nobody', { source: null }],
    ['from another origin', { origin: 'https://evil.example' }],
    ['without a port', { ports: [] }],
    ['of another version', { data: { foyer: 'connect', version: 2 } }],
    ['of another kind', { data: { foyer: 'announce', version: 1 } }],
    ['that is null', { data: null }],
    ['that is a text', { data: 'connect' }],
  ])('ignores a message %s, and says nothing', (_what, more) => {
    const { ports, connect, start, posted } = fakeWindow()
    start()
    connect(more)
    expect(ports).toEqual([])
    expect(posted).not.toHaveBeenCalled()
  })

  test('is deaf once its extension is gone', () => {
    const { ports, connect, start, runtime } = fakeWindow()
    start()
    runtime.id = undefined
    connect()
    expect(ports).toEqual([])
  })

  test('waits until a prerendered page is shown', () => {
    const { ports, connect, start, document, fire } = fakeWindow()
    document.prerendering = true
    start()
    connect()
    expect(ports).toEqual([])
    document.prerendering = false
    fire('prerenderingchange', {})
    expect(ports).toHaveLength(1)
  })

  test('holds sixteen sessions; the oldest gives way', () => {
    const { ports, connect, start } = fakeWindow()
    start()
    for (let n = 0; n < 17; n++) connect()
    expect(ports.map(({ isClosed }) => isClosed)).toEqual([true, ...Array(16).fill(false)])
  })

  test('takes new ports when the page comes back from the cache, and only then', () => {
    const { ports, connect, start, fire } = fakeWindow()
    start()
    connect()
    fire('pageshow', { persisted: false })
    expect(ports).toHaveLength(1)
    fire('pageshow', { persisted: true })
    expect(ports.map(({ isClosed }) => isClosed)).toEqual([true, false])
  })

  test('leaves with a page that is put away, and is back with it', () => {
    const { ports, connect, start, fire } = fakeWindow()
    start()
    connect()
    fire('pagehide', { persisted: true })
    expect(ports.map(({ isClosed }) => isClosed)).toEqual([true])
    fire('pageshow', { persisted: true })
    expect(ports.map(({ isClosed }) => isClosed)).toEqual([true, false])
  })

  test('asks again on a wake where its port is lost, and only there', () => {
    const { ports, connect, start, fire } = fakeWindow()
    start()
    connect()
    connect()
    ports[0]?.drop()
    fire('runtime', 'something else')
    expect(ports).toHaveLength(2)
    fire('runtime', 'foyer:wake')
    expect(ports).toHaveLength(3)
    expect(ports[2]?.name).toBe(ports[0]?.name)
  })
})

describe('a page that', () => {
  test('opens sessions without end is no longer heard, until it slows down', () => {
    const { ports, connect, start } = fakeWindow()
    start()
    for (let n = 0; n < 1_000; n++) connect()
    expect(ports).toHaveLength(50)
    vi.advanceTimersByTime(100)
    connect()
    expect(ports).toHaveLength(51)
  })

  test('asks in many sessions has one measure for all', () => {
    const { ports, connect, start } = fakeWindow()
    start()
    const pages = [1, 2].map(() => ({ postMessage: vi.fn(), onmessage: null as never }))
    for (const page of pages) connect({ ports: [page] })
    for (const { onmessage } of pages) {
      const hear = onmessage as (event: object) => void
      for (let id = 0; id < 40; id++) hear({ data: { jsonrpc: '2.0', id, method: 'token.get' } })
    }
    expect(ports.map(({ posted }) => posted.length)).toEqual([40, 10])
  })
})
