import { WAKE } from '../sites/wake.ts'
import { VERSION } from './protocol.ts'
import { createRateLimit } from './rate.ts'
import { type BackgroundPort, openSession } from './session.ts'
import { PORT } from './wire.ts'

/** Sessions a page may have open; the oldest gives way. */
const MAX_SESSIONS = 16

type Session = ReturnType<typeof openSession>

/**
 * The bridge on an allowed origin. Silent until the page connects; it decides
 * nothing. https://developer.mozilla.org/docs/Web/API/MessagePort
 *
 * In one page it runs once, however often it is injected.
 *
 * @returns whether the page is still to be told: it has no session that lives
 */
export function startRelay(runtime: typeof chrome.runtime): boolean {
  const world = globalThis as { foyerSessions?: Set<Session> }
  if (world.foyerSessions) return ![...world.foyerSessions].some((session) => session.isLive())
  const sessions = new Set<Session>()
  const [mayConnect, mayAsk] = [createRateLimit(Date.now), createRateLimit(Date.now)]
  world.foyerSessions = sessions

  function open(page: MessagePort): void {
    if (!mayConnect(location.origin)) return
    const id = [...crypto.getRandomValues(new Uint32Array(4))].join('-')
    const session = openSession({
      page,
      connect: () => runtime.connect({ name: PORT + id }) as BackgroundPort,
      isClicked: () => navigator.userActivation?.isActive ?? false,
      isInMeasure: () => mayAsk(location.origin),
    })
    sessions.add(session)
    const [oldest] = sessions
    if (sessions.size > MAX_SESSIONS && oldest) {
      oldest.close()
      sessions.delete(oldest)
    }
  }

  addEventListener('message', ({ source, origin, data, ports: [port] }) => {
    if (source !== window || origin !== location.origin || !isConnect(data) || !port) return
    // After an update the old bridge lives on beside the new one, and must be deaf.
    if (!runtime.id) return
    if (isPrerendering()) {
      document.addEventListener('prerenderingchange', () => open(port), { once: true })
    } else {
      open(port)
    }
  })

  // A page that may come back is frozen with its port. Chromium drops that without telling the
  // page, Firefox keeps it, and the person would be asked for a page that is not there.
  // https://web.dev/articles/bfcache
  addEventListener('pagehide', () => {
    for (const session of sessions) session.rest()
  })
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) for (const session of sessions) session.revive()
  })

  runtime.onMessage.addListener((message: unknown) => {
    if (message !== WAKE) return
    for (const session of sessions) if (!session.isAttached()) session.revive()
  })
  return true
}

function isConnect(data: unknown): boolean {
  const { foyer, version } = (data ?? {}) as Record<string, unknown>
  return foyer === 'connect' && version === VERSION
}

// https://developer.mozilla.org/docs/Web/API/Document/prerendering (Chromium only)
function isPrerendering(): boolean {
  return (document as { prerendering?: boolean }).prerendering === true
}
