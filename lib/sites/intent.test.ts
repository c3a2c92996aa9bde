import { describe, expect, test } from 'vitest'
import { createClock } from '../test-support/clock.ts'
import { memoryArea } from '../test-support/memory-area.ts'
import { createIntents } from './intent.ts'

const ORIGIN = 'https://app.example'

describe('an intent', () => {
  test('is good for 60 seconds and no longer', async () => {
    const clock = createClock()
    const intents = createIntents(memoryArea(), clock.now)
    await intents.keep([ORIGIN])
    await clock.advance(60_000)
    expect(await intents.live()).toMatchObject({ origins: [ORIGIN] })
    await clock.advance(1)
    expect(await intents.live()).toBeNull()
  })

  test('for several origins is good for five minutes: the question is longer to read', async () => {
    const clock = createClock()
    const intents = createIntents(memoryArea(), clock.now)
    await intents.keep([ORIGIN, 'https://other.example'])
    await clock.advance(300_000)
    expect(await intents.live()).not.toBeNull()
    await clock.advance(1)
    expect(await intents.live()).toBeNull()
  })

  test('is there for the next background', async () => {
    const [area, clock] = [memoryArea(), createClock()]
    await createIntents(area, clock.now).keep([ORIGIN])
    expect(await createIntents(area, clock.now).live()).not.toBeNull()
  })

  test('gives way to the next one, and is gone once it is ended', async () => {
    const intents = createIntents(memoryArea(), createClock().now)
    await intents.keep([ORIGIN])
    await intents.keep(['https://other.example'])
    expect(await intents.live()).toMatchObject({ origins: ['https://other.example'] })
    await intents.end()
    expect(await intents.live()).toBeNull()
  })

  test('that is damaged is none', async () => {
    const area = memoryArea({ 'allow-intent': { origins: [ORIGIN] } })
    expect(await createIntents(area, () => 0).live()).toBeNull()
  })
})
