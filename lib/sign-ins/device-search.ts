import type { AskAs } from '../accounts/asking.ts'
import type { PlexClient } from '../plex/client.ts'
import type { Device } from '../plex/devices.ts'
import { PlexError } from '../plex/errors.ts'
import { appeared } from './appeared.ts'
import type { Records } from './records.ts'
import type { LiveSignIn } from './sign-in.ts'

export interface DeviceSearchWorld {
  readonly records: Records
  readonly plex: Pick<PlexClient, 'listDevices'>
  readonly askAs: AskAs
  /** Whether a device is Foyer's own, or one that it made a token for. */
  readonly isOurs: (clientIdentifier: string) => Promise<boolean>
  readonly pause: (ms: number) => Promise<void>
  readonly stayAwake: () => void
}

const LOOKS = 3
const LOOK_EVERY_MS = 2000

/** Finds the device that came of a sign-in, in the account's list at Plex. */
export function createDeviceSearch(world: DeviceSearchWorld) {
  const { records, plex, askAs, isOurs, pause, stayAwake } = world

  const list = ({ accountId }: LiveSignIn) => askAs(accountId, plex.listDevices)

  /** Null where Plex did not tell. */
  async function look(signIn: LiveSignIn): Promise<{ device: Device | null } | null> {
    stayAwake()
    const devices = await list(signIn).catch((error) => {
      if (error instanceof PlexError) return null
      throw error
    })
    const device = devices && appeared(signIn, devices)
    const isStranger = device && !(await isOurs(device.clientIdentifier))
    return devices && { device: isStranger ? device : null }
  }

  async function lookUntilThere(signIn: LiveSignIn) {
    for (let looks = 1; ; looks++) {
      const seen = await look(signIn)
      if (seen?.device || looks === LOOKS) return seen
      await pause(LOOK_EVERY_MS)
    }
  }

  /** A device that signs in again has another token, and is one and the same. */
  async function endEarlier({ id, accountId, device }: LiveSignIn): Promise<void> {
    for (const other of await records.list()) {
      const isOf = other.accountId === accountId && other.id !== id && other.state === 'done'
      if (isOf && other.device?.clientIdentifier === device?.clientIdentifier) {
        await records.end(other.id)
      }
    }
  }

  return {
    /** Plex's ids of the account's devices. @throws PlexError */
    ids: async (signIn: LiveSignIn): Promise<string[]> => (await list(signIn)).map(({ id }) => id),

    /** Looks for it some times; what Plex does not tell then is asked again after the next start. */
    async find(signIn: LiveSignIn): Promise<void> {
      const seen = await lookUntilThere(signIn)
      if (!seen) return
      const { id, isSure, clientIdentifier } = signIn
      // Plex named its device, and there is none: nothing was given.
      if (!seen.device && !isSure && clientIdentifier !== null) return records.end(id)
      const device = seen.device && deviceOf(seen.device)
      const rest = { code: null, page: null, before: null }
      const found = await records.note(id, { ...rest, state: 'done', device })
      if (found?.device) await endEarlier(found)
    },
  }
}

function deviceOf({ clientIdentifier, name, platform }: Device) {
  return { clientIdentifier, name, platform }
}
