import { beforeEach, describe, expect, test, vi } from 'vitest'
import { fakePort } from '../test-support/ports.ts'
import { connect } from './client.ts'
import type { Command, Looking, Push } from './protocol.ts'

const made = () => fakePort<Push, Command | Looking>('foyer-ui:popup')
const fake = vi.hoisted(() => ({ connect: () => ({}) }))
vi.mock('wxt/browser', () => ({ browser: { runtime: { connect: () => fake.connect() } } }))

let ports: ReturnType<typeof made>[]

beforeEach(() => {
  ports = []
  fake.connect = () => {
    const port = made()
    ports.push(port)
    return port
  }
})

const last = () => ports.at(-1) as ReturnType<typeof made>
const idsOf = (command: string) =>
  last().posted.flatMap((it) => ('command' in it && it.command === command ? [it.id] : []))

describe('a background that is stopped before it says what came of it', () => {
  test('is told of the wish to sign in once more, and no other time', async () => {
    const { call } = connect('popup', () => {})
    const done = call('link.start', { kind: 'short' })
    last().drop()
    await vi.waitFor(() => expect(idsOf('link.start')).toHaveLength(1))
    expect(ports).toHaveLength(2)
    last().say({ done: idsOf('link.start')[0] as number, failure: null })
    expect(await done).toBeNull()

    const lost = call('link.start', { kind: 'short' })
    last().drop()
    await vi.waitFor(() => expect(idsOf('link.start')).toHaveLength(1))
    last().drop()
    expect(await lost).toBe('internal')
    expect(last().posted).toEqual([])
  })

  test('is not told again of what may be done already: that failed', async () => {
    const { call } = connect('popup', () => {})
    const lost = call('site.stop', { origin: 'https://app.example' })
    last().drop()
    expect(await lost).toBe('internal')
    expect(last().posted).toEqual([])
  })
})
