import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createClock } from '../test-support/clock.ts'
import type { Answered, Entry, Note } from './entry.ts'
import { createIdbStore } from './idb-store.ts'
import { createActivity } from './log.ts'
import { createMemoryStore } from './memory-store.ts'

type Step = { note: Note } | { wait: number } | { restart: true } | { clear: true }
type Line = Note & Pick<Entry, 'at' | 'last' | 'count'>

const note = fc.record({
  origin: fc.constantFrom('https://a.example', 'https://b.example', 'http://c.example:81'),
  name: fc.constantFrom('', 'Seerr'),
  asked: fc.constantFrom('token.get', 'account.get'),
  scopes: fc.constantFrom<Note['scopes'] & {}>([], ['token']),
  answered: fc.constantFrom<Answered>('given', 'denied'),
  reason: fc.constantFrom(null, 'offline'),
})
const steps = fc.array(
  fc.oneof<fc.WeightedArbitrary<Step>[]>(
    { weight: 12, arbitrary: fc.record({ note }) },
    { weight: 6, arbitrary: fc.record({ wait: fc.integer({ min: 0, max: 40_000 }) }) },
    { weight: 1, arbitrary: fc.constant({ restart: true }) },
    { weight: 1, arbitrary: fc.constant({ clear: true }) },
  ),
  { maxLength: 60, size: 'max' },
)

/** The rule as one would say it, over a list of everything. */
function modelled(all: readonly Step[]): Line[] {
  let [lines, time]: [Line[], number] = [[], 0]
  for (const step of all) {
    if ('wait' in step) time += step.wait
    if ('restart' in step) time += 1_000
    if ('clear' in step) lines = []
    if (!('note' in step)) continue
    const like = JSON.stringify(step.note)
    const line = lines.find(
      ({ at, last, count, ...rest }) => JSON.stringify(rest) === like && time - at < 60_000,
    )
    if (line) Object.assign(line, { last: time, count: line.count + 1 })
    else lines.push({ ...step.note, at: time, last: time, count: 1 })
  }
  return lines.toReversed()
}

async function logged(all: readonly Step[], createStore: () => ReturnType<typeof createIdbStore>) {
  const clock = createClock(0)
  const begin = () =>
    createActivity({ now: clock.now, after: clock.after, store: createStore(), changed: () => {} })
  let log = begin()
  for (const step of all) {
    if ('note' in step) log.note(step.note)
    if ('wait' in step) await clock.advance(step.wait)
    if ('clear' in step) await log.clear()
    if (!('restart' in step)) continue
    await clock.advance(1_000)
    await log.page({ limit: 0 })
    log = begin()
  }
  await clock.advance(1_000)
  const { entries } = await log.page({ limit: 1_000 })
  expect(entries.every(({ id }, at) => at === 0 || id < (entries[at - 1]?.id ?? 0))).toBe(true)
  return entries.map(({ id, ...line }) => line)
}

test('whatever is noted, a log in memory is what the rule says', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const store = createMemoryStore()
      expect(await logged(all, () => store)).toEqual(modelled(all))
    }),
    { numRuns: 60 },
  )
}, 60_000)

test('whatever is noted, a log on the disk is what the rule says', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      globalThis.indexedDB = new IDBFactory()
      expect(await logged(all, createIdbStore)).toEqual(modelled(all))
    }),
    { numRuns: 30 },
  )
}, 60_000)
