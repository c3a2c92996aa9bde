import { describe, expect, test } from 'vitest'
import { ask, getToken, letIn, neighbourOf } from '../e2e/sharing.ts'
import { BROWSERS, setStage } from '../e2e/stage.ts'

const REQUESTS = 10_000

type FloodWindow = Window & { port: MessagePort; codes: Record<string, number>; answers: number }

describe.each(BROWSERS)('a site that floods, in %s', (kind) => {
  test('is told to slow down, each time; its neighbour is answered meanwhile', async () => {
    const stage = await setStage(kind)
    const { tab } = stage
    const page = await letIn(stage)
    await ask(stage, tab, page)
    const { page: neighbour } = await neighbourOf(stage)

    await tab.evaluate((count) => {
      const win = window as unknown as FloodWindow
      win.codes = {}
      win.answers = 0
      win.port.addEventListener('message', ({ data }) => {
        if (!String(data.id).startsWith('flood-')) return
        win.answers++
        const code = String(data.error?.code ?? 'given')
        win.codes[code] = (win.codes[code] ?? 0) + 1
      })
      for (let n = 0; n < count; n++) {
        // Neither path nor hash makes it another site.
        if (n % 1000 === 0) history.replaceState(null, '', `/page-${n}#${n}`)
        win.port.postMessage({ jsonrpc: '2.0', id: `flood-${n}`, method: 'token.get' })
      }
    }, REQUESTS)
    expect(await getToken(neighbour)).toMatchObject({ kind: 'site' })
    await expect
      .poll(() => tab.evaluate(() => (window as unknown as FloodWindow).answers), {
        timeout: 30_000,
      })
      .toBe(REQUESTS)
    const codes = await tab.evaluate(() => (window as unknown as FloodWindow).codes)
    expect(Object.keys(codes).sort()).toEqual(['-32005', 'given'])
    expect(codes['-32005']).toBeGreaterThan(REQUESTS * 0.9)
    expect(await getToken(neighbour)).toMatchObject({ kind: 'site' })
  })
})
