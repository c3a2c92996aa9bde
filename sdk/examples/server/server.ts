import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import {
  type PlexSignIn,
  type PlexUser,
  type ServerIdentity,
  startPlexSignIn,
} from './plex-sign-in.ts'

interface Session {
  signIn?: PlexSignIn
  user?: PlexUser
}

/**
 * `POST /sign-in` gives the page Plex's address to open, `GET /sign-in` who has signed in. What waits
 * for the person belongs to a cookie of this browser, so nobody can be handed somebody else's PIN.
 */
export function createApp(identity: ServerIdentity, plex?: string): Server {
  const sessions = new Map<string, Session>()

  return createServer(async (request, response) => {
    const reply = (status: number, body: unknown, key?: string) => {
      const cookie = key ? { 'Set-Cookie': `session=${key}; HttpOnly; SameSite=Lax; Path=/` } : {}
      response.writeHead(status, { 'Content-Type': 'application/json', ...cookie })
      response.end(JSON.stringify(body))
    }
    try {
      if (request.url !== '/sign-in') return reply(404, { error: 'Not found' })
      const key = keyOf(request)
      if (request.method === 'POST') {
        const signIn = await startPlexSignIn(identity, plex)
        const fresh = newKey()
        sessions.delete(key)
        sessions.set(fresh, { signIn })
        return reply(200, { url: signIn.url }, fresh)
      }
      const session = sessions.get(key)
      const user = session?.user ?? (await session?.signIn?.check())
      if (!user) return reply(200, { user: null })
      if (session?.user) return reply(200, { user })
      // Whoever signs in gets a new key, which nobody can have seen before.
      const signedIn = newKey()
      sessions.delete(key)
      sessions.set(signedIn, { user })
      return reply(200, { user }, signedIn)
    } catch {
      return reply(502, { error: 'plex.tv did not answer. Try again.' })
    }
  })
}

const newKey = () => randomBytes(32).toString('base64url')

const keyOf = ({ headers }: IncomingMessage) =>
  /(?:^|;\s*)session=([\w-]+)/.exec(headers.cookie ?? '')?.[1] ?? ''
