import * as v from 'valibot'
import { defineCollection, ranked } from '../storage/collection.ts'

/**
 * The hosts that the browser was asked for to check a server's connections, by Plex's identifier of
 * the server: on the disk from before the browser asks until they are given back.
 */
export const LOANS = ranked(
  defineCollection(
    'loan',
    1,
    v.object({
      /** The addresses of its connections. */
      uris: v.array(v.string()),
      /** When the person pressed "Check connections" (ms since the epoch). */
      since: v.number(),
      /** The browser has said yes. */
      isGiven: v.boolean(),
    }),
  ),
  ({ since }) => since,
)
