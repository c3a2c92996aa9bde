/** The window that Plex's page comes into; or none, where the browser blocks it. */
export interface PlexWindow {
  /** @returns false where the person must open it by a link */
  show(url: string): boolean
  /** Works only as long as Plex's page is not in it: that one cuts every tie. */
  close(): void
}

/**
 * Opens an empty window, to be called within the click: it is given its address when there is a PIN.
 * So it can't be opened with `noopener`; its way back to this page is cut before it leaves instead.
 */
export function openWindow(): PlexWindow {
  let opened: Window | null = null
  try {
    opened = window.open('', '_blank', 'popup,width=600,height=720')
  } catch {
    // Some blockers throw.
  }
  return {
    show(url) {
      try {
        // `closed` can be trusted here, and never later: Plex's page isolates itself, and then
        // looks closed from outside. https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Cross-Origin-Opener-Policy
        if (!opened || opened.closed) return false
        opened.opener = null
        opened.location.replace(url)
        return true
      } catch {
        return false
      }
    },
    close: () => opened?.close(),
  }
}
