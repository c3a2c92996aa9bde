import { describe, expect, test } from 'vitest'
import type { Account } from '../accounts/account.ts'
import { ANN, BOB } from '../test-support/accounts-world.ts'
import { accountViews } from './account-view.ts'

const account = (news: Partial<Account> = {}): Account => ({
  id: 'a',
  label: '',
  user: ANN,
  home: null,
  token: { v: 1, iv: 'iv', data: 'sealed' },
  since: 5,
  tokenSince: 5,
  health: 'ok',
  ...news,
})

const shown = (...accounts: Account[]) => accountViews(accounts)

describe('an account', () => {
  test('shows whose it is, and nothing of its token', () => {
    expect(shown(account())).toEqual([
      {
        ...{ id: 'a', name: 'Ann', label: '', detail: 'ann@example.org', twin: '', userId: '1' },
        ...{ home: null, needsPin: false, health: 'ok', since: 5, renewedAt: null },
      },
    ])
  })

  test.each([
    ['the name that the person gave it', ANN, 'Mine', 'Mine', 'ann@example.org'],
    ['its title', ANN, '', 'Ann', 'ann@example.org'],
    ['its user name without a title', { ...ANN, title: '' }, '', 'ann', 'ann@example.org'],
    ['its e-mail without either', { ...ANN, title: '', username: '' }, '', 'ann@example.org', ''],
    ['its user name beside it without an e-mail', { ...ANN, email: '' }, '', 'Ann', 'ann'],
    [
      'its title beside the name of a user without more',
      kidUser(),
      'Small one',
      'Small one',
      'Kid',
    ],
    ['one name once', { ...ANN, email: '', username: 'Ann' }, '', 'Ann', ''],
    ['no name at all', { ...ANN, title: '', username: '', email: '' }, '', null, ''],
    ['nobody yet', null, '', null, ''],
  ])('shows %s', (_what, user, label, name, detail) => {
    expect(shown(account({ user, label }))).toMatchObject([{ name, detail }])
  })

  test.each(['ok', 'signed_out', 'key_lost', 'gone', 'signing_out'] as const)(
    'shows that it is %s',
    (health) => {
      expect(shown(account({ health }))).toMatchObject([{ health }])
    },
  )

  test('shows when it was signed in again', () => {
    expect(shown(account({ tokenSince: 9 }))).toMatchObject([{ renewedAt: 9 }])
  })
})

describe('accounts of one name are told apart', () => {
  test('by what stands beside it, where that is their own', () => {
    const other = { ...BOB, title: 'Ann', email: 'bob@example.org' }
    const [one, two] = shown(account(), account({ id: 'b', user: other }))
    expect([one?.twin, two?.twin]).toEqual(['ann@example.org', 'bob@example.org'])
  })

  test('by their order, where nothing else does', () => {
    const views = shown(account({ user: kidUser() }), account({ id: 'b', user: kidUser('8') }))
    expect(views.map(({ twin }) => twin)).toEqual(['1', '2'])
  })

  test('also where Plex has told neither name', () => {
    const views = shown(account({ user: null }), account({ id: 'b', user: null }))
    expect(views.map(({ twin }) => twin)).toEqual(['1', '2'])
  })

  test('also where the person gave both one name', () => {
    const [one, two] = shown(
      account({ label: 'TV' }),
      account({ id: 'b', label: 'TV', user: { ...BOB, email: 'bob@example.org' } }),
    )
    expect([one?.twin, two?.twin]).toEqual(['ann@example.org', 'bob@example.org'])
  })
})

describe('a Home user', () => {
  const home = (hasPin: boolean) => ({ adminId: 'a', userId: '7', hasPin })
  const kid = (news: Partial<Account>) => account({ id: 'k', user: kidUser(), ...news })

  test('shows through whom they are reached, also before Plex has told more', () => {
    expect(shown(kid({ home: home(true), user: null }))).toMatchObject([
      { userId: '7', home: { adminId: 'a', hasPin: true } },
    ])
  })

  test.each([
    ['signed out, with a PIN', 'signed_out', true, true],
    ['whose key is lost, with a PIN', 'key_lost', true, true],
    ['signed out, without one', 'signed_out', false, false],
    ['who is well', 'ok', true, false],
    ['who is gone', 'gone', true, false],
  ] as const)('%s: whether only the PIN helps', (_what, health, hasPin, needsPin) => {
    expect(shown(kid({ health, home: home(hasPin) }))).toMatchObject([{ needsPin }])
  })

  test('whose site has lost its token needs the PIN as well', () => {
    const [view] = accountViews([kid({ home: home(true) })], new Set(['k']))
    expect(view).toMatchObject({ health: 'ok', needsPin: true })
  })
})

/** Managed: with neither user name nor e-mail. */
function kidUser(id = '7') {
  return { ...ANN, id, title: 'Kid', username: '', email: '' }
}
