import { describe, expect, test } from 'vitest'
import { ownLetters } from './own-letters.ts'

function shown(origin: string) {
  const own = ownLetters(origin)
  if (!own) return null
  const text = own.letters.map((it) => (it.isAscii ? it.text : `[${it.text}]`)).join('')
  return [text, own.scripts]
}

describe('a host in its own letters', () => {
  test.each([
    ['https://xn--pple-43d.com', '[а]pple.com', ['Cyrl']],
    ['https://xn--80ak6aa92e.com', '[а][р][р][ӏ][е].com', ['Cyrl']],
    ['https://xn--mnchen-3ya.example:8443', 'm[ü]nchen.example', ['Latn']],
    ['http://xn--fsqu00a.xn--0zwm56d', '[例][子].[测][试]', ['Hani']],
    ['https://xn--pl-xka.xn--pple-43d.com', 'p[ü]l.[а]pple.com', ['Latn', 'Cyrl']],
    ['https://xn--i-7iq.example', 'i[❤].example', ['Zzzz']],
  ])('%s is %s', (origin, text, scripts) => {
    expect(shown(origin)).toEqual([text, scripts])
  })

  test.each([
    'https://app.example',
    'http://127.0.0.1:8484',
    'http://[::1]',
    'https://xn--!.example',
  ])('%s has none', (origin) => {
    expect(shown(origin)).toBeNull()
  })
})
