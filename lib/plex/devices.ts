import * as v from 'valibot'
import { readDevicesXml } from './devices-xml.ts'
import { PlexError } from './errors.ts'
import type { Identity } from './identity.ts'
import { Id, List, Moment, readAnswer, readEntries, Text } from './parsing.ts'
import type { Send } from './request.ts'
import type { Token } from './token.ts'

/** One entry of the account's Authorized Devices. Texts are empty where plex.tv has none. */
export interface Device {
  /** What `removeDevice` takes; not the client identifier. */
  readonly id: string
  readonly clientIdentifier: string
  readonly name: string
  readonly product: string
  readonly platform: string
  /** Milliseconds since the epoch, by plex.tv's clock. */
  readonly lastSeenAt: number | null
  readonly createdAt: number | null
}

// Each entry holds its device's token as well. It is nobody's business here, so it is not read.
const Entry = v.object({
  id: Id,
  clientIdentifier: Id,
  name: Text,
  product: Text,
  platform: Text,
  lastSeenAt: Moment,
  createdAt: Moment,
})

const LIST = 'https://plex.tv/api/v2/devices'
const OLD_LIST = 'https://plex.tv/devices.xml'

/**
 * All devices of the account, in plex.tv's order. Where plex.tv has no list in JSON, the old one is
 * read, which is XML. docs/PLEX-API.md §5.2
 */
export async function listDevices(send: Send, identity: Identity, token: Token): Promise<Device[]> {
  const ask = (url: string) => send({ method: 'GET', url, identity, token })
  const text = await ask(LIST).catch(nullIfMissing)
  const isJson = text !== null && !/^\s*</.test(text)
  const list = isJson ? readAnswer(List, text) : readDevicesXml(await ask(OLD_LIST))
  return readEntries(Entry, list)
}

/** No such list, or not in that form. */
function nullIfMissing(error: unknown): null {
  const isMissing = error instanceof PlexError && [404, 406, 410].includes(error.status ?? 0)
  if (isMissing) return null
  throw error
}

/**
 * Takes a device off the account, which ends its token. docs/PLEX-API.md §5.2
 *
 * @throws NotFound where the account has no such device, or no longer
 */
export async function removeDevice(
  send: Send,
  identity: Identity,
  token: Token,
  id: string,
): Promise<void> {
  const url = `https://plex.tv/devices/${encodeURIComponent(id)}.xml`
  await send({ method: 'DELETE', url, identity, token })
}
