import { describe, expect, test } from 'vitest'
import type { PinInfo } from '../plex/pins-info.ts'
import { saysPlex } from './says-plex.ts'
import { judge } from './verdict.ts'

const INFO: PinInfo = {
  product: 'Seerr',
  clientIdentifier: 'seerr-1',
  source: '203.0.113.20 (Springfield, Illinois, United States)',
  ipMatches: true,
  isSafeOrigin: true,
}
const PLAIN = { isForwardOdd: false }

describe('what is offered for somebody else’s PIN', () => {
  test.each([
    ['all is well', {}, { isForeign: false, saysPlex: false }],
    ['Plex does not host it', { isSafeOrigin: false }, { isForeign: true, saysPlex: false }],
    ['Plex does not say whose it is', { isSafeOrigin: null }, { isForeign: true, saysPlex: false }],
    ['it calls itself Plex', { product: 'Plex Web' }, { isForeign: false, saysPlex: true }],
    ['both', { product: 'PLEX for LG', isSafeOrigin: false }, { isForeign: true, saysPlex: true }],
    ['its maker is unknown', { clientIdentifier: null }, { isForeign: false, saysPlex: false }],
    ['its place is unknown', { source: '' }, { isForeign: false, saysPlex: false }],
  ])('Approve, where %s', (_what, news, notes) => {
    const info = { ...INFO, ...news }
    expect(judge(info, null, PLAIN)).toEqual({ offer: 'approve', info, ...notes })
  })

  test.each([
    ['it was made on another network', { ipMatches: false }, 'other_network'],
    [
      'it was made on another network, whatever else is well or not',
      { ipMatches: false, product: 'Plex', isSafeOrigin: true },
      'other_network',
    ],
    ['Plex does not say from where', { ipMatches: null }, 'no_answer'],
    ['it has no name', { product: '' }, 'no_product'],
    ['it has Plex’s word for no name', { product: '0' }, 'no_product'],
    ['its name has nothing to read', { product: ' \u200b\u202e… ' }, 'no_product'],
  ])('Plex’s own page alone, where %s', (_what, news, why) => {
    const info = { ...INFO, ...news }
    expect(judge(info, null, PLAIN)).toEqual({ offer: 'plex', why, info })
  })

  test('Plex’s own page alone, where it goes on to no plain web address', () => {
    const verdict = judge(INFO, null, { isForwardOdd: true })
    expect(verdict).toEqual({ offer: 'plex', why: 'odd_forward', info: INFO })
  })

  test.each([
    ['not_found', 'unknown_code'],
    ['network', 'no_network'],
    ['rate_limited', 'slow_down'],
    ['unreadable', 'no_answer'],
    ['server', 'no_answer'],
    ['forbidden', 'no_answer'],
    ['bad_request', 'no_answer'],
    ['something new', 'no_answer'],
    [null, 'no_answer'],
  ])('Plex’s own page alone, where Plex tells nothing (%s)', (failure, why) => {
    expect(judge(null, failure, PLAIN)).toEqual({ offer: 'plex', why, info: null })
  })
})

describe('a name that may pass for Plex', () => {
  test.each([
    'Plex',
    'PLEX Web',
    'Plexamp',
    'The Plex App',
    'P l e x',
    'P\u200blex',
    'Pléx',
    'Рlех',
    'PIex',
    'P1ex',
    'Ｐｌｅｘ',
    'Pl3x',
    'ᴘʟᴇx',
    '𝐏𝐥𝐞𝐱',
  ])('is %s', (name) => expect(saysPlex(name)).toBe(true))

  test.each(['Seerr', 'Tautulli', 'Wizarr', 'Pixel', 'Perplexed', '', '日本'])(
    'is not %s',
    (name) => expect(saysPlex(name)).toBe(name === 'Perplexed'),
  )
})
