/** Asks plex.tv with a token and the identity that it must be used with. */
export async function askPlex(path, { token, clientIdentifier, product }, method = 'GET') {
  const response = await fetch(`https://plex.tv/api/v2/${path}`, {
    method,
    // Plex's answers repeat the token: they are nothing for the browser to keep.
    cache: 'no-store',
    headers: {
      Accept: 'application/json',
      'X-Plex-Token': token,
      'X-Plex-Client-Identifier': clientIdentifier,
      'X-Plex-Product': product,
    },
  })
  return response.status === 204 ? null : response.json()
}

/** A token as it may be shown. */
export const masked = (token) => `${token.slice(0, 4)}${'•'.repeat(token.length - 4)}`
