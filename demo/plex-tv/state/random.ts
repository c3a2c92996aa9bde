import { randomInt } from 'node:crypto'

const LOWER = 'abcdefghijklmnopqrstuvwxyz'
const DIGITS = '0123456789'
const STRONG_ALPHABET = LOWER + DIGITS
const SHORT_ALPHABET = LOWER.toUpperCase() + DIGITS
const TOKEN_ALPHABET = `${LOWER}${LOWER.toUpperCase()}${DIGITS}_-`

function draw(alphabet: string, length: number): string {
  let out = ''
  for (let i = 0; i < length; i += 1) out += alphabet.charAt(randomInt(alphabet.length))
  return out
}

/** 25 characters of `[a-z0-9]`, approved at app.plex.tv/auth. docs/PLEX-API.md §1.4 */
export const strongCode = (): string => draw(STRONG_ALPHABET, 25)

/** 4 characters of `[A-Z0-9]`, typed at plex.tv/link. docs/PLEX-API.md §1.4 */
export const shortCode = (): string => draw(SHORT_ALPHABET, 4)

/** 20 characters of `[A-Za-z0-9_-]`, the shape of today's tokens. docs/PLEX-API.md §11 (e) */
export const newToken = (): string => draw(TOKEN_ALPHABET, 20)

/**
 * A PIN id says nothing about the PIN before it: plex.tv's are not sequential.
 * docs/PLEX-API.md §1.3
 */
export const pinId = (): string => String(randomInt(100_000_000, 2 ** 31 - 1))

/** An id that a double can't hold exactly, for clients that treat ids as numbers. */
export const wideId = (): string => `9${draw('123456789', 18)}`

export const deviceId = (): number => randomInt(10_000_000, 999_999_999)
