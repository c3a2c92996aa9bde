// Not a private member: Chrome's console shows those.
const texts = new WeakMap<Token, string>()

/**
 * A secret that plex.tv gave us. It prints as `[token]` in strings, JSON and
 * consoles; only `reveal()` gives its text, so none leaks by accident.
 */
export class Token {
  constructor(text: string) {
    texts.set(this, text)
  }

  reveal(): string {
    return texts.get(this) ?? ''
  }

  toString(): string {
    return '[token]'
  }

  toJSON(): string {
    return '[token]'
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[token]'
  }
}
