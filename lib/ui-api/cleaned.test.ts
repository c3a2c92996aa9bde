import { describe, expect, test } from 'vitest'
import { cleaned, cleanedName } from './cleaned.ts'

describe("the site's words", () => {
  test.each([
    ['bidi overrides', 'pay \u202eevil\u202c me', 'pay evil me'],
    ['bidi isolates', '\u2066a\u2069', 'a'],
    ['marks of direction', 'a\u200f b\u061c', 'a b'],
    ['zero-width characters', 'a\u200bb\u200cc\u200dd\u2060e\ufefff', 'a b c d e f'],
    ['tags', 'a\u{e0041}\u{e0042}b', 'a b'],
    ['letters without a look', 'a\u3164b\u115fc\u2800d\u034fe', 'a b c d e'],
    ['line ends of every kind', 'a\r\nb\u2028c\u2029d\u0085e', 'a b c d e'],
    ['control characters', 'a\0b\u001bc\u007fd', 'a b c d'],
    ['private and unassigned characters', 'a\ue000b\u{ffffe}c', 'a b c'],
    ['halves of characters', 'a\ud83db\udc4dc', 'a b c'],
    ['soft hyphens', 'a\u00adb', 'a b'],
    ['space around and between', '  a \t\u3000 b  ', 'a b'],
    ['a joiner with nothing to join', '\u200d👩\u200d x👩 \u200d🚀', '👩 x👩 🚀'],
    [
      'a joiner among other things',
      '👩\u200b\u200d🚀 a\u200d🚀 👩\u200d\u200d🚀',
      '👩 🚀 a 🚀 👩 🚀',
    ],
    ['what hides in an emoji', '👩\u202e\u200d🚀', '👩 🚀'],
    ['marks piled up over other lines', `a${'\u0301'.repeat(100)}b`, `a${'\u0301'.repeat(4)}b`],
    ['nothing else', '', ''],
  ])('lose %s', (_what, text, clean) => {
    expect(cleaned(text)).toBe(clean)
  })

  test.each([
    'Für deine Mediathek',
    '映画を見る',
    'لمكتبتك',
    'Привет, мир! 🎬',
    '<b>&amp;</b>',
    'Vie\u0323\u0302t Nam',
    'हिन्दी में',
    'สวัสดีที่นี่',
  ])('stay what they are in any language: %s', (text) => {
    expect(cleaned(text)).toBe(text)
  })

  test.each([
    ['a family', '👨\u200d👩\u200d👧\u200d👦'],
    ['a trade and a colour', '👩🏽\u200d🚀'],
    ['a heart on fire', '❤\ufe0f\u200d🔥'],
    ['a flag', '🏳\ufe0f\u200d🌈'],
    ['a kiss', '🧑🏻\u200d❤\ufe0f\u200d💋\u200d🧑🏼'],
    ['a sex', '🏃🏿\u200d♀\ufe0f'],
    ['a country', '🇩🇪'],
    ['a key', '1\ufe0f\u20e3'],
  ])('keep emoji that are drawn as one: %s', (_what, emoji) => {
    expect(cleaned(`a ${emoji}b`)).toBe(`a ${emoji}b`)
  })
})

describe('a name that somebody chose', () => {
  test('stays as it is where it is short', () => {
    expect(cleanedName('  Reel\u202e Notes ')).toBe('Reel Notes')
    expect(cleanedName('é'.repeat(80))).toBe('é'.repeat(80))
  })

  test.each(['x', '🎬'])('is cut where it is long: %s', (letter) => {
    expect(cleanedName(letter.repeat(200))).toBe(`${letter.repeat(79)}…`)
  })
})
