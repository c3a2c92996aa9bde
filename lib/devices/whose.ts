import type { Device } from '../plex/devices.ts'
import type { Identity } from '../plex/identity.ts'
import type { Tokens } from '../tokens/tokens.ts'

/**
 * Whose a device is. `own`: this Foyer. `site`, `tool`: one that Foyer made a token for. `former`: a site
 * that had one, which is ended. `sign_in`: it signed in by itself, and was approved here. `other`: whoever
 * signed in without us.
 */
export interface Whose {
  readonly kind: 'own' | 'site' | 'tool' | 'former' | 'sign_in' | 'other'
  /**
   * An origin, a tool's name, or what a sign-in calls itself; empty for all others, and for what came from
   * a private window.
   */
  readonly name: string
  /** It ends already, and Plex has not been told yet. */
  readonly isEnding: boolean
}

export type KnownDevice = Device & { readonly whose: Whose }

export interface WhoseWorld {
  readonly identity: () => Promise<Identity>
  readonly tokens: Pick<Tokens, 'holders'>
  /** What was approved at Plex's page. */
  readonly signIns: () => Promise<readonly Approved[]>
}

interface Approved {
  readonly accountId: string
  /** What it calls itself. */
  readonly product: string
  readonly device: { readonly clientIdentifier: string } | null
}

const OTHER: Whose = { kind: 'other', name: '', isEnding: false }

/** Tells of an account's devices whose they are, by the identifiers that we keep. */
export function createWhose({ identity, tokens, signIns }: WhoseWorld) {
  return async (accountId: string, devices: readonly Device[]): Promise<KnownDevice[]> => {
    const [{ clientIdentifier: own }, holders, approved] = await Promise.all([
      identity(),
      tokens.holders(),
      signIns(),
    ])
    const whose = (id: string): Whose => {
      if (id === own) return { ...OTHER, kind: 'own' }
      const isIt = (it: Approved) =>
        it.accountId === accountId && it.device?.clientIdentifier === id
      const signIn = approved.find(isIt)
      if (signIn) return { kind: 'sign_in', name: signIn.product, isEnding: false }
      const holder = holders.get(id)
      // A device can be signed in to several accounts by itself, and only one of them was approved here.
      const isOfAnother = holder?.kind === 'sign_in' && holder.accountId !== accountId
      if (!holder || isOfAnother) return OTHER
      const { kind, name, isEnding } = holder
      return { kind, name, isEnding }
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
