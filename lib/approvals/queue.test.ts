import { describe, expect, test } from 'vitest'
import { APP, afterDenials, ask, asked, MINUTE, WORK } from '../test-support/asks.ts'
import { admit, deny, leave, type Queue, seen, sweep, type Work, workOn } from './queue.ts'

describe('a request', () => {
  test('waits as an approval of its own', () => {
    const { queue, told } = asked(ask('a', { reason: 'please' }))
    expect(told).toEqual(['queued'])
    expect(queue.approvals).toEqual([
      {
        id: 'id-0',
        origin: APP,
        tabId: 1,
        scopes: ['token'],
        reason: 'please',
        isPrivate: false,
        waiters: ['a'],
        leftAt: null,
        work: null,
      },
    ])
  })

  test('of the same scopes joins, in whatever order they are named', () => {
    const { queue, told } = asked(
      ask('a', { scopes: ['token', 'account'] }),
      ask('b', { scopes: ['account', 'token'] }),
    )
    expect(told).toEqual(['queued', 'joined'])
    expect(queue.approvals.map(({ waiters }) => waiters)).toEqual([['a', 'b']])
  })

  test('of other scopes is pending, be they more or fewer', () => {
    const first = ask('a', { scopes: ['token', 'account'] })
    expect(asked(first, ask('b')).told[1]).toBe('pending')
    expect(asked(ask('a'), { ...first, waiter: 'b' }).told[1]).toBe('pending')
  })

  test('of another origin waits beside it', () => {
    const { queue, told } = asked(ask('a'), ask('b', { origin: `${APP}:8443` }))
    expect(told).toEqual(['queued', 'queued'])
    expect(queue.approvals).toHaveLength(2)
  })

  test('of a private window waits beside that of a usual one, whatever each asks for', () => {
    const { queue, told } = asked(
      ask('a'),
      ask('b', { isPrivate: true }),
      ask('c', { isPrivate: true }),
      ask('d', { scopes: ['account'] }),
    )
    expect(told).toEqual(['queued', 'queued', 'joined', 'pending'])
    expect(queue.approvals.map(({ waiters }) => waiters)).toEqual([['a'], ['b', 'c']])
  })

  test('that is sent again by the same waiter changes nothing', () => {
    const { queue } = asked(ask('a'))
    expect(admit(queue, ask('a'), 'id-9', 0)).toEqual([queue, 'joined'])
  })

  test('that was denied is told so again, without another approval, for five minutes', () => {
    const queue = afterDenials(true, 0)
    expect(admit(queue, ask('w-0'), 'id', 5 * MINUTE - 1)).toEqual([queue, 'denied'])
    expect(admit(queue, ask('w-0'), 'id', 5 * MINUTE)[1]).toBe('queued')
  })
})

describe('an approval', () => {
  test('that is denied tells all who joined', () => {
    const { queue } = asked(ask('a'), ask('b'))
    const [approval] = queue.approvals
    expect(approval && deny(queue, approval, true, 0).denied).toEqual(['a', 'b'])
  })

  test('goes when the last who waited for it has gone, not before', () => {
    const { queue } = asked(ask('a'), ask('b'))
    const one = leave(queue, (waiter) => waiter === 'a')
    expect(one.approvals.map(({ waiters }) => waiters)).toEqual([['b']])
    expect(leave(one, (waiter) => waiter === 'b').approvals).toEqual([])
  })

  test('left undecided in the toolbar popup is denied after 60 s, and that does not count', () => {
    const left = seen(asked(ask('a')).queue, 0)
    expect(sweep(left, MINUTE - 1).denied).toEqual([])
    const { queue, denied } = sweep(left, MINUTE)
    expect([denied, queue.approvals]).toEqual([['a'], []])
    expect(queue.denials.map(({ byPerson }) => byPerson)).toEqual([false])
  })

  test('that the person allowed, and Plex refused, is left undecided again', () => {
    const left = seen(asked(ask('a')).queue, 0)
    const refused: Work = { ...WORK, state: 'refused', trouble: 'network' }
    expect(sweep(working(left, refused), MINUTE).denied).toEqual(['a'])
  })

  test.each(['asking', 'at_plex'] as const)(
    'that is being done (%s) is not ended by time',
    (state) => {
      const left = seen(asked(ask('a')).queue, 0)
      expect(sweep(working(left, { ...WORK, state }), 999 * MINUTE).denied).toEqual([])
    },
  )

  test('keeps who waits for it when it is being done', () => {
    const { queue } = asked(ask('a'), ask('b'), ask('c', { origin: `${APP}:8443` }))
    const [first, second] = working(queue, WORK).approvals
    expect(first).toMatchObject({ work: WORK, waiters: ['a', 'b'] })
    expect(second).toEqual(queue.approvals[1])
  })

  test('that is looked at again, or was never shown, is not ended by time', () => {
    const { queue } = asked(ask('a'))
    expect(sweep(queue, 999 * MINUTE).denied).toEqual([])
    expect(sweep(seen(seen(queue, 0), null), 999 * MINUTE).denied).toEqual([])
  })
})

function working(queue: Queue, work: Work): Queue {
  const [approval] = queue.approvals
  if (!approval) throw new Error('no approval')
  return workOn(queue, approval, work)
}
