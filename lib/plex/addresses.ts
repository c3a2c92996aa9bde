import type { Identity } from './identity.ts'

/** Where a person approves a strong PIN. No forwardUrl: Plex takes none of an extension's. docs/PLEX-API.md §3.1 */
export function approvalUrl(identity: Identity, code: string): string {
  const params = new URLSearchParams({ clientID: identity.clientIdentifier, code })
  const device = {
    product: identity.product,
    version: identity.version,
    platform: identity.platform,
    platformVersion: identity.platformVersion,
    device: identity.device,
    deviceName: identity.deviceName,
    model: identity.model,
    screenResolution: identity.deviceScreenResolution,
  }
  for (const [member, value] of Object.entries(device)) {
    if (value) params.set(`context[device][${member}]`, value)
  }
  return `https://app.plex.tv/auth#?${params.toString().replaceAll('+', '%20')}`
}

/** Where a person types a short code; this address has it filled in. docs/PLEX-API.md §3.2 */
export function linkUrl(code: string): string {
  return `https://plex.tv/link/?pin=${encodeURIComponent(code)}`
}
