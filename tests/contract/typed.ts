import { createPlexClient } from '../../lib/plex/client.ts'
import { Token } from '../../lib/plex/token.ts'
import { type Demo, demo, linked } from './plex.ts'

export const OURS = { clientIdentifier: 'foyer', product: 'Foyer for Plex' }

/** The extension's own client, led to the demo. */
const client = (d: Demo) =>
  createPlexClient({
    now: d.now,
    fetch: (input, init) => {
      const { pathname, search } = new URL(String(input))
      return fetch(`${d.plex.url}${pathname}${search}`, init)
    },
  })

/** A demo, the extension's own client, and a token that it was given. */
export async function stage(options: Parameters<typeof demo>[0] = {}) {
  const d = await demo(options)
  const text = await linked(d, OURS.clientIdentifier)
  return { d, text, token: new Token(text), plex: client(d) }
}
