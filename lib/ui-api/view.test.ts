import { describe, expect, test } from 'vitest'
import type { Account } from '../accounts/account.ts'
import { ANN } from '../test-support/accounts-world.ts'
import { STATES, WAITING } from '../test-support/link-states.ts'
import { accountView, approvalView, cleaned, linkView, siteView } from './view.ts'

const account = (user: Account['user']): Account => ({
  id: 'a',
  user,
  token: { v: 1, iv: 'iv', data: 'sealed' },
  since: 5,
  health: 'ok',
})

describe('an account', () => {
  test.each([
    ['its title first', ANN, 'Ann', 'ann@example.org'],
    ['its user name without a title', { ...ANN, title: '' }, 'ann', 'ann@example.org'],
    ['its e-mail without either', { ...ANN, title: '', username: '' }, 'ann@example.org', ''],
    ['its user name beside it without an e-mail', { ...ANN, email: '' }, 'Ann', 'ann'],
    ['one name once', { ...ANN, email: '', username: 'Ann' }, 'Ann', ''],
    ['no name at all', { ...ANN, title: '', username: '', email: '' }, null, ''],
    ['nobody yet', null, null, ''],
  ])('shows %s', (_what, user, name, detail) => {
    expect(accountView(account(user))).toEqual({ id: 'a', name, detail, health: 'ok', since: 5 })
  })
})

describe('a link', () => {
  test('shows the code of a short PIN, which is for typing, and where', () => {
    expect(linkView({ ...WAITING, kind: 'short' })).toMatchObject({
      code: 'c0de',
      address: 'https://plex.tv/link/?pin=c0de',
    })
  })

  test("shows neither a strong PIN's code nor any PIN's id, since they fetch the token", () => {
    expect(JSON.stringify(linkView(WAITING))).not.toMatch(/pin-1|c0de/)
    expect(JSON.stringify(linkView({ ...WAITING, kind: 'short' }))).not.toContain('pin-1')
  })

  test('shows each phase as that phase', () => {
    expect(STATES.map((state) => linkView(state).phase)).toEqual(STATES.map(({ phase }) => phase))
  })
})

test('a site shows what it has, or that it has nothing', () => {
  const site = { origin: 'https://app.example', since: 1, accountId: 'a' }
  const grant = {
    ...site,
    scopes: ['token'],
    tokenKind: 'account',
    expiresAt: null,
  } as const
  expect(siteView(site, null)).toEqual({ origin: site.origin, since: 1, grant: null })
  expect(siteView(site, grant).grant).toEqual({ accountId: 'a', scopes: ['token'] })
})

test("an approval shows the site's words cleaned, and nothing of who waits", () => {
  const approval = {
    id: 'x',
    origin: 'https://app.example',
    tabId: 7,
    scopes: ['token'],
    reason: 'a\n\nb',
    waiters: ['s1/1'],
    leftAt: null,
  } as const
  expect(approvalView(approval)).toEqual({
    id: 'x',
    origin: 'https://app.example',
    scopes: ['token'],
    reason: 'a b',
  })
})

describe("the site's words", () => {
  test.each([
    ['bidi overrides', 'pay \u202eevil\u202c me', 'pay evil me'],
    ['bidi isolates', '\u2066a\u2069', 'a'],
    ['marks of direction', 'a\u200f b\u061c', 'a b'],
    ['zero-width characters', 'a\u200bb\u2060c\ufeffd', 'a b c d'],
    ['tags', 'a\u{e0041}\u{e0042}b', 'a b'],
    ['line ends of every kind', 'a\r\nb\u2028c\u2029d\u0085e', 'a b c d e'],
    ['control characters', 'a\0b\u001bc\u007fd', 'a b c d'],
    ['private and unassigned characters', 'a\ue000b\u{ffffe}c', 'a b c'],
    ['soft hyphens', 'a\u00adb', 'a b'],
    ['space around and between', '  a \t\u3000 b  ', 'a b'],
    ['nothing else', '', ''],
  ])('lose %s', (_what, text, clean) => {
    expect(cleaned(text)).toBe(clean)
  })

  test.each(['Für deine Mediathek', '映画を見る', 'لمكتبتك', 'Привет, мир! 🎬', '<b>&amp;</b>'])(
    'stay what they are in any language: %s',
    (text) => {
      expect(cleaned(text)).toBe(text)
    },
  )
})
