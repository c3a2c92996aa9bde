import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { surface } from './surface.ts'

const fake = vi.hoisted(() => ({ openPopup: vi.fn(), createWindow: vi.fn() }))
vi.mock('webextension-polyfill', () => ({
  default: {
    action: { openPopup: fake.openPopup },
    runtime: { getURL: (path: string) => `moz-extension://foyer${path}` },
    storage: { session: { get: async () => ({}), set: async () => {} } },
    tabs: { get: async () => ({ windowId: 1 }) },
    windows: { get: async () => ({ type: 'normal' }), create: fake.createWindow },
  },
}))

beforeEach(() => {
  vi.useFakeTimers()
  vi.resetAllMocks()
  fake.openPopup.mockResolvedValue(undefined)
  fake.createWindow.mockResolvedValue({ id: 2 })
})
afterEach(() => void vi.useRealTimers())

test.each([
  ['opens the popup', 0, { asked: 1, windows: 0 }],
  ['asks again where one is being put away', 2, { asked: 3, windows: 0 }],
  ['opens a window where the browser will not', 3, { asked: 3, windows: 1 }],
])('%s', async (_what, refusals, { asked, windows }) => {
  for (let n = 0; n < refusals; n++) {
    fake.openPopup.mockRejectedValueOnce(new Error('another panel is open'))
  }
  const opened = surface.open(7)
  await vi.runAllTimersAsync()
  await opened
  expect(fake.openPopup).toHaveBeenCalledTimes(asked)
  expect(fake.createWindow).toHaveBeenCalledTimes(windows)
})
