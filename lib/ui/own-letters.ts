import { toUnicode } from 'punycode/punycode.es6.js'

/** A host as its owner writes it, where that isn't how the browser writes it. */
export interface OwnLetters {
  /** One by one, as a reader sees them. */
  readonly letters: readonly { readonly text: string; readonly isAscii: boolean }[]
  /** ISO 15924 codes of the scripts of the letters that are not ASCII; `Zzzz` for all that have no entry below. */
  readonly scripts: readonly string[]
}

// Those that look like Latin come from few scripts; the others are named so that a person can tell.
const SCRIPTS: Readonly<Record<string, RegExp>> = {
  Latn: /\p{Script=Latin}/u,
  Cyrl: /\p{Script=Cyrillic}/u,
  Grek: /\p{Script=Greek}/u,
  Armn: /\p{Script=Armenian}/u,
  Geor: /\p{Script=Georgian}/u,
  Cher: /\p{Script=Cherokee}/u,
  Hebr: /\p{Script=Hebrew}/u,
  Arab: /\p{Script=Arabic}/u,
  Ethi: /\p{Script=Ethiopic}/u,
  Deva: /\p{Script=Devanagari}/u,
  Beng: /\p{Script=Bengali}/u,
  Taml: /\p{Script=Tamil}/u,
  Thai: /\p{Script=Thai}/u,
  Laoo: /\p{Script=Lao}/u,
  Hani: /\p{Script=Han}/u,
  Hira: /\p{Script=Hiragana}/u,
  Kana: /\p{Script=Katakana}/u,
  Hang: /\p{Script=Hangul}/u,
}

/** Null where the host of an origin is plain ASCII, whatever way it is written. */
export function ownLetters(origin: string): OwnLetters | null {
  const { hostname } = new URL(origin)
  // Most are, and to take a word apart into letters is slow.
  if (!hostname.includes('xn--')) return null
  const host = decoded(hostname)
  const letters = [...new Intl.Segmenter().segment(host)].map(({ segment }) => ({
    text: segment,
    isAscii: isAscii(segment),
  }))
  const foreign = letters.filter((letter) => !letter.isAscii).map(({ text }) => scriptOf(text))
  return foreign.length ? { letters, scripts: [...new Set(foreign)] } : null
}

function decoded(host: string): string {
  try {
    return toUnicode(host)
  } catch {
    // The browser let it pass, and shows it as it is.
    return host
  }
}

function isAscii(text: string): boolean {
  return /^\p{ASCII}*$/u.test(text)
}

function scriptOf(text: string): string {
  return Object.entries(SCRIPTS).find(([, script]) => script.test(text))?.[0] ?? 'Zzzz'
}
