import type { Device } from '../plex/devices.ts'
import type { Identity } from '../plex/identity.ts'
import type { Tokens } from '../tokens/tokens.ts'

/**
 * Whose a device is. `own`: this Foyer. `site`, `tool`: one that Foyer made a token for. `former`: a site
 * that had one, which is ended. `other`: whoever signed in without us.
 */
export interface Whose {
  readonly kind: 'own' | 'site' | 'tool' | 'former' | 'other'
  /** An origin or a tool's name; empty for all others, and for what came from a private window. */
  readonly name: string
  /** It ends already, and Plex has not been told yet. */
  readonly isEnding: boolean
}

export type KnownDevice = Device & { readonly whose: Whose }

export interface WhoseWorld {
  readonly identity: () => Promise<Identity>
  readonly tokens: Pick<Tokens, 'holders'>
}

const OTHER: Whose = { kind: 'other', name: '', isEnding: false }

/** Tells of devices whose they are, by the identifiers that we keep. */
export function createWhose({ identity, tokens }: WhoseWorld) {
  return async (devices: readonly Device[]): Promise<KnownDevice[]> => {
    const [{ clientIdentifier: own }, holders] = await Promise.all([identity(), tokens.holders()])
    const whose = (id: string): Whose => {
      if (id === own) return { ...OTHER, kind: 'own' }
      const { kind, name, isEnding } = holders.get(id) ?? OTHER
      // It signed in by itself, and was approved here.
      return kind === 'sign_in' ? { ...OTHER, isEnding } : { kind, name, isEnding }
    }
    return devices.map((device) => ({ ...device, whose: whose(device.clientIdentifier) }))
  }
}

export type TellWhose = ReturnType<typeof createWhose>

/** Those that have each word of a search, the latest seen first. */
export function search(devices: readonly KnownDevice[], text: string): KnownDevice[] {
  const words = text.toLowerCase().split(/\s+/)
  const fits = ({ name, product, platform, whose }: KnownDevice) => {
    const all = [name, product, platform, whose.name].join(' ').toLowerCase()
    return words.every((word) => all.includes(word))
  }
  return devices.filter(fits).sort((a, b) => (b.lastSeenAt ?? 0) - (a.lastSeenAt ?? 0))
}
