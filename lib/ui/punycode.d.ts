declare module 'punycode/punycode.es6.js' {
  /** @throws RangeError where a label that begins with `xn--` can't be decoded */
  export function toUnicode(domain: string): string
}
