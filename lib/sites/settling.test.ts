import { expect, test } from 'vitest'
import { createStore } from '../storage/store.ts'
import { memoryArea } from '../test-support/memory-area.ts'
import type { Tokens } from '../tokens/tokens.ts'
import { settleApart, settleTogether } from './settling.ts'

const holders = { held: 'new', ended: 'old' }
const change = (key: string) => ({ key, raw: 1 })

function setUp() {
  const log: string[] = []
  const store = (name: string) => {
    const area = memoryArea()
    const { set } = area
    area.set = async (items) => {
      log.push(`${name}: ${Object.keys(items)}`)
      return set(items)
    }
    return createStore(area, () => {})
  }
  const tokens = {
    async settle(asked: typeof holders, write: (...all: unknown[][]) => Promise<void>) {
      if (asked !== holders) return false
      await write([change('token:new')], [change('token:old')])
      return true
    },
  } as unknown as Tokens
  return { log, tokens, disk: store('disk'), session: store('session') }
}

test('a grant and its tokens are written at once', async () => {
  const { log, tokens, disk } = setUp()
  expect(await settleTogether(tokens, disk)(holders, [change('grant:x')])).toBe(true)
  expect(log).toEqual(['disk: token:new,token:old,grant:x'])
})

test('in two areas, a grant is never without its token: it is held before, and ended after', async () => {
  const { log, tokens, disk, session } = setUp()
  expect(await settleApart(tokens, disk, session)(holders, [change('grant:x')])).toBe(true)
  expect(log).toEqual(['disk: token:new', 'session: grant:x', 'disk: token:old'])
})
