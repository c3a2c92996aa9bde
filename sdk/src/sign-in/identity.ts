/** Who asks, as plex.tv knows it. docs/PLEX-API.md §1.2 */
export interface Identity {
  readonly clientIdentifier: string
  readonly product: string
}

export function identityHeaders({ clientIdentifier, product }: Identity): Record<string, string> {
  return {
    'X-Plex-Client-Identifier': clientIdentifier,
    // fetch() takes bytes only, and plex.tv reads them as UTF-8.
    'X-Plex-Product': String.fromCharCode(...new TextEncoder().encode(product)),
  }
}

/** Plex's page for a PIN. All of it is in the fragment, and the PIN's id is not. docs/PLEX-API.md §3.1 */
export function approvalUrl(identity: Identity, code: string, forwardUrl?: string): string {
  const params = new URLSearchParams({
    clientID: identity.clientIdentifier,
    code,
    'context[device][product]': identity.product,
    ...(forwardUrl ? { forwardUrl } : {}),
  })
  return `https://app.plex.tv/auth#?${params.toString().replaceAll('+', '%20')}`
}
