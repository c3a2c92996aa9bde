import type { Account } from './accounts.ts'
import type { World } from './world.ts'

const KINDS = [
  { product: 'Plex for LG', platform: 'webOS', device: 'TV' },
  { product: 'Plex Web', platform: 'Chrome', device: 'Windows' },
  { product: 'Plex for iOS', platform: 'iOS', device: 'iPhone' },
  { product: 'Plex for Android', platform: 'Android', device: 'Pixel' },
] as const

/** A household that signed in everywhere for years; each device has a living token. */
export function addDevices(world: World, count: number, account: Account): void {
  for (let i = 0; i < count; i += 1) {
    const kind = KINDS[i % KINDS.length] ?? KINDS[0]
    world.devices.authorise(account.id, `demo-device-${account.id}-${i}`, {
      ...kind,
      version: `4.${i}`,
      platformVersion: '',
      deviceName: `Demo device ${i + 1}`,
      vendor: '',
      model: '',
    })
  }
}
