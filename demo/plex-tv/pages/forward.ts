/**
 * What the approval page does with a `forwardUrl`: `scheme` is thrown out to www.plex.tv,
 * `foreign` is refused because its host is not that of the page that made the PIN.
 * docs/PLEX-API.md §3.1
 */
export type Forward = 'none' | 'ok' | 'scheme' | 'foreign'

const hostOf = (url: string | null): string | null =>
  url !== null && URL.canParse(url) ? new URL(url).hostname : null

export function judgeForward(forwardUrl: string | null, origin: string | null): Forward {
  if (forwardUrl === null || forwardUrl === '') return 'none'
  const isWeb = URL.canParse(forwardUrl) && /^https?:$/.test(new URL(forwardUrl).protocol)
  if (!isWeb) return 'scheme'
  return hostOf(forwardUrl) === hostOf(origin) ? 'ok' : 'foreign'
}
