/**
 * Who asks, as plex.tv knows it. Only the identifier is required; the product
 * is what a person reads on Plex's approval page and in their list of devices.
 *
 * Source: docs/PLEX-API.md §1.2
 */
export interface Identity {
  readonly clientIdentifier: string
  readonly product: string
  readonly version?: string
  readonly platform?: string
  readonly platformVersion?: string
  readonly device?: string
  readonly deviceName?: string
  readonly deviceVendor?: string
  readonly model?: string
  readonly marketplace?: string
  readonly deviceScreenResolution?: string
  readonly language?: string
}

const HEADERS: Readonly<Record<keyof Identity, string>> = {
  clientIdentifier: 'X-Plex-Client-Identifier',
  product: 'X-Plex-Product',
  version: 'X-Plex-Version',
  platform: 'X-Plex-Platform',
  platformVersion: 'X-Plex-Platform-Version',
  device: 'X-Plex-Device',
  deviceName: 'X-Plex-Device-Name',
  deviceVendor: 'X-Plex-Device-Vendor',
  model: 'X-Plex-Model',
  marketplace: 'X-Plex-Marketplace',
  deviceScreenResolution: 'X-Plex-Device-Screen-Resolution',
  language: 'X-Plex-Language',
}

/** The `X-Plex-*` headers of an identity; members that are absent or empty are left out. */
export function identityHeaders(identity: Identity): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const [member, header] of Object.entries(HEADERS)) {
    const value = identity[member as keyof Identity]
    if (value) headers[header] = headerValue(value)
  }
  return headers
}

/** fetch() takes bytes only, and plex.tv reads them as UTF-8 (docs/PLEX-API.md §1.2). */
function headerValue(text: string): string {
  const oneLine = text.replace(/\p{Cc}+/gu, ' ').trim()
  return String.fromCharCode(...new TextEncoder().encode(oneLine))
}
