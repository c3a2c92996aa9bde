import { describe, expect, test } from 'vitest'
import type { Approval } from '../approvals/queue.ts'
import type { Grant } from '../sites/policy.ts'
import { STATES, WAITING } from '../test-support/link-states.ts'
import { approvalView, linkView, pendingView, siteView } from './view.ts'

const APP = 'https://app.example'

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
  const site = { origin: APP, since: 1 }
  const shown = {
    accountId: 'a',
    scopes: ['token'],
    email: false,
    tokenKind: 'site',
    duration: 'once',
    expiresAt: null,
    since: 2,
  } as const
  const grant: Grant = { ...shown, origin: APP, clientIdentifier: 'c', session: 's', tabId: 7 }
  expect(siteView(site, null, 3)).toEqual({ ...site, grant: null })
  expect(siteView(site, grant, 3)).toEqual({ ...site, grant: { ...shown, lastUsedAt: 3 } })
})

describe('an approval', () => {
  const approval: Approval = {
    id: 'x',
    origin: APP,
    tabId: 7,
    scopes: ['token'],
    reason: 'a\n\nb',
    isPrivate: false,
    waiters: ['s1/1'],
    leftAt: null,
    work: null,
  }

  test("shows the site's words cleaned, and nothing of who waits", () => {
    expect(approvalView(approval, null)).toEqual({
      id: 'x',
      origin: APP,
      scopes: ['token'],
      reason: 'a b',
      isPrivate: false,
      accountId: null,
      tokenKinds: ['site', 'account'],
      work: null,
    })
  })

  test.each([
    [['account'], APP, []],
    [['servers'], APP, ['site', 'account']],
    [['account', 'token'], 'http://nas.local:8080', ['site']],
    [['token'], 'http://localhost:8080', ['site', 'account']],
    [['account'], 'http://nas.local:8080', []],
  ] as const)('of %j for %s offers the tokens %j', (scopes, origin, tokenKinds) => {
    expect(approvalView({ ...approval, scopes, origin }, null).tokenKinds).toEqual(tokenKinds)
  })

  test('shows how far it is with what the person allowed, and no identifier', () => {
    const what = { accountId: 'a', tokenKind: 'site', duration: 'hour', email: true } as const
    const rest = { origin: APP, scopes: ['token'], tabId: 7, isPrivate: true } as const
    const plan = { ...what, ...rest, clientIdentifier: 'secret-1', decidedAt: 0 } as const
    const work = { plan, state: 'refused', trouble: 'forbidden' } as const
    expect(approvalView({ ...approval, work }, null).work).toEqual({
      ...what,
      state: 'refused',
      trouble: 'forbidden',
    })
  })
})

test('what Plex is still to end has its own name', () => {
  const rest = { accountId: 'a', holder: 'site', name: APP, since: 1, trouble: null } as const
  expect(pendingView({ clientIdentifier: 'c', ...rest })).toEqual({ id: 'c', ...rest })
})
