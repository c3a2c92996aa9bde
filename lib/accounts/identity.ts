import * as v from 'valibot'
import type { Identity } from '../plex/identity.ts'
import { defineCollection, unlessDamaged } from '../storage/collection.ts'
import { put, type Store } from '../storage/store.ts'

export const IDENTITY = defineCollection('identity', 1, v.object({ clientIdentifier: v.string() }))

const OWN = 'own'
/** The one made anew where our own was damaged. */
const AFTER_DAMAGE = 'after-damage'

/** The name under which Plex lists us, and what a person reads there. */
export const PRODUCT = 'Foyer for Plex'

/**
 * This browser profile, as Plex knows it. The identifier is made once and kept
 * for good, sign-outs included: a new one would be a new device at Plex.
 */
export function createIdentity(
  store: Store,
  self: { readonly version: string; readonly userAgent: string },
): () => Promise<Identity> {
  let identifier: Promise<string> | null = null

  async function load(): Promise<string> {
    let id = OWN
    const own = await store.read(IDENTITY, OWN).catch((error) => {
      // Lost: Plex lists this browser as one more device. What is left of it stays to be told of.
      id = AFTER_DAMAGE
      return unlessDamaged(error)
    })
    const known = own ?? (await store.read(IDENTITY, AFTER_DAMAGE).catch(unlessDamaged))
    if (known) return known.clientIdentifier
    const clientIdentifier = crypto.randomUUID()
    await store.write(put(IDENTITY, id, { clientIdentifier }))
    return clientIdentifier
  }

  return async () => {
    identifier ??= load()
    const clientIdentifier = await identifier.catch((error) => {
      identifier = null
      throw error
    })
    return {
      clientIdentifier,
      product: PRODUCT,
      version: self.version,
      ...describe(self.userAgent),
    }
  }
}

/** What a person calls their browser, read from its user agent. */
export function describe(userAgent: string) {
  const [platform, platformVersion] = BROWSERS.map(([name, pattern]) => [
    name,
    pattern.exec(userAgent)?.[1],
  ]).find(([, version]) => version) ?? ['Browser', '0']
  const device = SYSTEMS.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? 'a computer'
  return {
    platform: platform as string,
    platformVersion: platformVersion as string,
    device,
    deviceName: `Foyer, ${platform} on ${device}`,
  }
}

const BROWSERS: readonly (readonly [string, RegExp])[] = [
  ['Edge', /\bEdg\/(\d[\d.]*)/],
  ['Firefox', /\bFirefox\/(\d[\d.]*)/],
  ['Chrome', /Chrome\/(\d[\d.]*)/],
  ['Safari', /\bVersion\/(\d[\d.]*) .*Safari\//],
]

const SYSTEMS: readonly (readonly [string, RegExp])[] = [
  ['Android', /Android/],
  ['iOS', /iPhone|iPad/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X/],
  ['ChromeOS', /CrOS/],
  ['Linux', /Linux/],
]
