import { expect, test } from 'vitest'
import { memoryArea } from '../test-support/memory-area.ts'
import { areaOf, NotStored } from './area.ts'

test('what a browser did not take is one error, whatever the browser calls it', async () => {
  const refuse = () => Promise.reject(new Error('QUOTA_BYTES quota exceeded'))
  const area = areaOf({ ...memoryArea({ a: 1 }), set: refuse, remove: refuse })
  await expect(area.set({ a: 2 })).rejects.toThrow(NotStored)
  await expect(area.remove(['a'])).rejects.toThrow(NotStored)
  expect(await area.get(null)).toEqual({ a: 1 })
})
