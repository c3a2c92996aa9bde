import type { Scope } from '../../../lib/page-api/protocol.ts'
import type { FoyerClient } from '../client.ts'
import { connect } from '../connect.ts'
import { FoyerError } from '../error.ts'
import type { SignInStep } from '../sign-in/options.ts'
import { canSignIn, signIn } from '../sign-in/sign-in.ts'
import type { PlexSignInElement } from './element.ts'
import { createParts } from './parts.ts'
import { ENGLISH, type Words, wordsFor } from './words.ts'

/** Makes `<plex-sign-in>` known to the page, once. Does nothing where there is no page. */
export function definePlexSignIn(): void {
  if (typeof customElements === 'undefined' || customElements.get('plex-sign-in')) return

  class PlexSignIn extends HTMLElement implements PlexSignInElement {
    static readonly observedAttributes = ['disabled']
    readonly #parts = createParts(this)
    #words = ENGLISH
    #foyer: FoyerClient | null = null
    /** While it is in the page. */
    #stay = new AbortController()
    #running: AbortController | undefined
    #step: SignInStep | undefined
    #said = ''

    constructor() {
      super()
      this.#parts.button.onclick = () => void this.#signIn()
      this.#parts.cancel.onclick = () => this.#running?.abort()
      // A page may have set them before it knew the element; then they hide the accessor.
      const { words } = this
      Reflect.deleteProperty(this, 'words')
      this.words = words
    }

    get words(): Words {
      return this.#words
    }
    set words(words: Partial<Words>) {
      this.#words = { ...ENGLISH, ...words }
      const { label, link, cancel } = this.#parts
      label.textContent = this.#words.label
      link.textContent = this.#words.openPlex
      cancel.textContent = this.#words.cancel
      this.#show()
    }

    connectedCallback(): void {
      this.#stay = new AbortController()
      void this.#watch(this.#stay.signal)
    }

    disconnectedCallback(): void {
      this.#stay.abort()
      this.#running?.abort()
    }

    attributeChangedCallback(): void {
      this.#parts.button.disabled = this.hasAttribute('disabled')
    }

    /** Foyer may be here already, come later, and change its mind. */
    async #watch(signal: AbortSignal): Promise<void> {
      const foyer = await connect({ timeout: Number.POSITIVE_INFINITY, signal })
      if (!foyer) return
      this.#foyer = foyer
      foyer.addEventListener('change', () => this.#show(), { signal })
      this.#show()
    }

    async #signIn(): Promise<void> {
      if (this.#running) return
      const running = new AbortController()
      this.#running = running
      const { signal } = running
      const text = (name: string) => this.getAttribute(name) ?? undefined
      let outcome: ['signin' | 'signinerror', unknown]
      this.#said = ''
      this.#show()
      try {
        const signedIn = await signIn({
          product: text('product') ?? '',
          clientIdentifier: text('client-identifier'),
          scopes: text('scopes')?.split(/\s+/).filter(Boolean) as Scope[] | undefined,
          reason: text('reason'),
          forwardUrl: text('forward-url'),
          signal,
          onStep: (step) => {
            this.#step = step
            this.#show()
          },
        })
        outcome = ['signin', signedIn]
      } catch (error) {
        outcome = ['signinerror', error]
        // Else it was called off, which the person knows.
        if (error instanceof FoyerError) this.#said = wordsFor(error.reason, this.#words)
      }
      this.#running = undefined
      this.#step = undefined
      this.#show()
      this.dispatchEvent(new CustomEvent(outcome[0], { detail: outcome[1], bubbles: true }))
    }

    #show(): void {
      const step = this.#step
      const { root, button, hint, status, more, link } = this.#parts
      const { oneClick, askingFoyer, askingPlex, blocked } = this.#words
      const isRunning = this.#running !== undefined
      button.setAttribute('aria-disabled', String(isRunning))
      // Not hidden but empty: what is hidden would still describe the button.
      const isReady = !isRunning && this.#foyer && canSignIn(this.#foyer)
      hint.textContent = isReady ? oneClick : ''
      // What goes away takes the focus with it.
      if (!isRunning && more.contains(root.activeElement)) button.focus()
      more.hidden = !isRunning
      link.hidden = step?.via !== 'plex'
      if (step?.via === 'plex') link.href = step.url
      const asking = step?.via === 'plex' ? (step.isBlocked ? blocked : askingPlex) : askingFoyer
      status.textContent = step ? asking : this.#said
    }
  }

  customElements.define('plex-sign-in', PlexSignIn)
}
