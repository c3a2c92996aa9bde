import { describe, expect, test } from 'vitest'
import { ERRORS } from '../page-api/protocol.ts'
import { noteOfAnswer } from './of-answer.ts'

const APP = 'https://app.example'

describe('what the log says of a request', () => {
  test.each([
    ['access.request', 'allowed'],
    ['access.release', 'ended'],
    ['account.get', 'given'],
    ['servers.list', 'given'],
    ['token.get', 'given'],
  ])('that was answered: %s is "%s"', (method, answered) => {
    expect(noteOfAnswer(APP, { method }, null)).toEqual({
      origin: APP,
      asked: method,
      scopes: [],
      answered,
      reason: null,
    })
  })

  test.each([
    ['denied', 'denied'],
    ['rate_limited', 'rate_limited'],
    ['unauthorized', 'refused'],
    ['pending', 'refused'],
    ['invalid_params', 'refused'],
    ['unsupported', 'refused'],
    ['not_linked', 'failed'],
    ['offline', 'failed'],
    ['plex_unavailable', 'failed'],
    ['timeout', 'failed'],
    ['internal', 'failed'],
  ])('that failed with "%s" is "%s", and why', (reason, answered) => {
    expect(noteOfAnswer(APP, { method: 'token.get' }, reason)).toMatchObject({ answered, reason })
  })

  test('is something for each reason that there is', () => {
    for (const reason of Object.keys(ERRORS)) {
      expect(noteOfAnswer(APP, { method: 'token.get' }, reason)?.answered).not.toBe('given')
    }
  })

  test('is nothing where it would bury the rest', () => {
    expect(noteOfAnswer(APP, { method: 'foyer.state' }, null)).toBeNull()
    expect(noteOfAnswer(APP, { method: 'foyer.state' }, 'rate_limited')).toBeNull()
  })

  test.each(['nonsense', 'my.secret', '', 'constructor', '__proto__', 'x'.repeat(9999)])(
    'is the same for all that the page made up: "%s"',
    (method) => {
      for (const reason of ['unknown_method', 'unauthorized', 'rate_limited']) {
        expect(noteOfAnswer(APP, { method }, reason)).toMatchObject({ asked: 'other', reason })
      }
    },
  )

  test.each([
    [{ scopes: ['token', 'account', 'token'] }, ['account', 'token']],
    [{ scopes: ['everything', 7, null, 'servers'] }, ['servers']],
    [{ scopes: 'token' }, []],
    [{ refresh: true }, []],
    ['token', []],
    [null, []],
    [undefined, []],
  ])('names of %j no scopes but those that there are', (params, scopes) => {
    const note = noteOfAnswer(APP, { method: 'access.request', params }, null)
    expect(note?.scopes).toEqual(scopes)
  })
})
