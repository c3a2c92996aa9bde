import { describe, expect, test } from 'vitest'
import { durationsFor } from './durations.ts'

const ALL = ['once', 'session', 'hour', 'month', 'until_revoked']

describe('for how long a site may be allowed', () => {
  test.each(['https://app.example', 'http://localhost:3000', 'http://127.0.0.1:8484'])(
    '%s: as long as the person likes',
    (origin) => {
      const expected = { offered: ALL, longer: [], usual: 'until_revoked' }
      expect(durationsFor(origin, false)).toEqual(expected)
    },
  )

  test.each(['http://192.168.1.20:5055', 'http://app.example'])(
    '%s: longer than the browser runs only after a warning',
    (origin) => {
      expect(durationsFor(origin, false)).toEqual({
        offered: ['once', 'session'],
        longer: ['hour', 'month', 'until_revoked'],
        usual: 'session',
      })
    },
  )

  test.each(['https://app.example', 'http://192.168.1.20:5055'])(
    '%s, in a private window: nothing is promised that outlives it',
    (origin) => {
      const { offered, longer, usual } = durationsFor(origin, true)
      expect([...offered, ...longer]).not.toContain('month')
      expect([...offered, ...longer]).not.toContain('until_revoked')
      expect(usual).toBe('session')
    },
  )
})
