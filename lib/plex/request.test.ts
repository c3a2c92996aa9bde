import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { IDENTITY } from '../test-support/plex-server.ts'
import { createSend } from './request.ts'

afterEach(() => void vi.restoreAllMocks())

/** A server that never ends its answer; `reached` tells when it has begun. */
async function stallingServer(begin: 'nothing' | 'headers') {
  let reach = () => {}
  const reached = new Promise<void>((resolve) => {
    reach = resolve
  })
  const server = createServer((_request, response) => {
    if (begin === 'headers') response.write('{"id":')
    reach()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://127.0.0.1:${port}/`, reached, close }
}

test.each(['nothing', 'headers'] as const)(
  'a server that sends %s and then no more is given up as no network',
  async (begin) => {
    const timer = new AbortController()
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(timer.signal)
    const server = await stallingServer(begin)
    const send = createSend({ fetch, now: () => 0 })
    const sent = send({ method: 'GET', url: server.url, identity: IDENTITY })
    const outcome = expect(sent).rejects.toMatchObject({ kind: 'network' })
    await server.reached
    await new Promise((resolve) => setImmediate(resolve))
    timer.abort(new DOMException('too late', 'TimeoutError'))
    await outcome
    server.close()
    expect(timeout).toHaveBeenCalledWith(10_000)
  },
)

test('a request takes no cookies along and nothing from the cache', async () => {
  const init = vi.fn<(init: RequestInit | undefined) => void>()
  const send = createSend({
    now: () => 0,
    fetch: async (_input, options) => {
      init(options)
      return new Response('{}')
    },
  })
  await send({ method: 'GET', url: 'https://plex.tv/', identity: IDENTITY })
  expect(init).toHaveBeenCalledWith(
    expect.objectContaining({ credentials: 'omit', cache: 'no-store' }),
  )
})
