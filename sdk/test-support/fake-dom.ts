import { vi } from 'vitest'

/** As much of an element as `<plex-sign-in>` has to do with. */
export class FakeElement extends EventTarget {
  static readonly observedAttributes: readonly string[] = []
  /** What the page has set on an element that it did not know yet. */
  static given: Record<string, unknown> = {}
  static focused: FakeElement | null = null
  readonly children: FakeElement[] = []
  readonly #attributes = new Map<string, string>()
  readonly part = { add: (name: string) => this.setAttribute('part', name) }
  root: FakeRoot | undefined
  disabled = false
  hidden = false
  textContent = ''
  href = ''
  onclick: (() => void) | undefined
  onslotchange: (() => void) | undefined

  constructor() {
    super()
    for (const [name, value] of Object.entries(FakeElement.given)) {
      Object.defineProperty(this, name, { value, configurable: true })
    }
  }

  get childElementCount() {
    return this.children.length
  }
  append(...children: FakeElement[]): void {
    this.children.push(...children)
  }
  contains(other: unknown): boolean {
    return other === this || this.children.some((child) => child.contains(other))
  }
  getAttribute(name: string): string | null {
    return this.#attributes.get(name) ?? null
  }
  hasAttribute(name: string): boolean {
    return this.#attributes.has(name)
  }
  setAttribute(name: string, value: string): void {
    this.#attributes.set(name, value)
    const { observedAttributes } = this.constructor as typeof FakeElement
    if (observedAttributes.includes(name)) this.attributeChangedCallback?.()
  }
  attributeChangedCallback?(): void
  connectedCallback?(): void
  disconnectedCallback?(): void
  attachShadow(): FakeRoot {
    this.root = new FakeRoot()
    return this.root
  }
  focus(): void {
    FakeElement.focused = this
  }
  click(): void {
    if (!this.disabled) this.onclick?.()
  }
}

class FakeRoot extends FakeElement {
  adoptedStyleSheets: unknown[] = []
  get activeElement() {
    return FakeElement.focused
  }
}

/** A document without a picture. @returns the elements that were made known to it */
export function fakeDom() {
  const known = new Map<string, new () => FakeElement>()
  FakeElement.given = {}
  FakeElement.focused = null
  vi.stubGlobal('HTMLElement', FakeElement)
  vi.stubGlobal(
    'CSSStyleSheet',
    class {
      replaceSync() {}
    },
  )
  vi.stubGlobal('document', { createElement: () => new FakeElement() })
  vi.stubGlobal('customElements', {
    get: (name: string) => known.get(name),
    define(name: string, element: new () => FakeElement) {
      if (known.has(name)) throw new DOMException('already defined', 'NotSupportedError')
      known.set(name, element)
    },
  })
  return known
}
