import type { SignedIn } from '../sign-in/options.ts'
import type { Words } from './words.ts'

/**
 * `<plex-sign-in product="…">`. Attributes: `product`, `scopes` (with spaces between), `reason`,
 * `client-identifier`, `forward-url`, `disabled`. Events: `signin`, whose `detail` is what `signIn`
 * gives, and `signinerror`, whose `detail` is the error.
 */
export interface PlexSignInElement extends HTMLElement {
  /** Its texts; those that you leave out are English. */
  words: Partial<Words>
  addEventListener<K extends keyof PlexSignInEvents>(
    type: K,
    listener: (this: PlexSignInElement, event: PlexSignInEvents[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void
}

interface PlexSignInEvents extends HTMLElementEventMap {
  signin: CustomEvent<SignedIn>
  signinerror: CustomEvent<unknown>
}

declare global {
  interface HTMLElementTagNameMap {
    'plex-sign-in': PlexSignInElement
  }
}
