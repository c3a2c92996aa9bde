import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { startPlexTv } from '../../../demo/plex-tv/server.ts'
import { createApp } from './server.ts'

const IDENTITY = { clientIdentifier: 'the-servers-own', product: 'Server example' }

async function start() {
  const plex = await startPlexTv()
  const app = createApp(IDENTITY, plex.url).listen(0, '127.0.0.1')
  onTestFinished(async () => {
    app.close()
    await plex.close()
  })
  await new Promise((resolve) => app.once('listening', resolve))
  const url = `http://127.0.0.1:${(app.address() as AddressInfo).port}/sign-in`
  /** One browser, with its cookies. */
  const browser = () => {
    let cookie = ''
    return async (method = 'GET') => {
      const response = await fetch(url, { method, headers: { cookie } })
      cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie
      return { body: await response.json(), cookie, status: response.status }
    }
  }
  return { plex, browser }
}

test('the server knows who signed in, and the browser gets neither token nor PIN', async () => {
  const { plex, browser } = await start()
  const ask = browser()
  const { body, cookie } = await ask('POST')
  const [pin] = plex.pins()
  expect(pin?.clientIdentifier).toBe(IDENTITY.clientIdentifier)
  expect(body.url).toContain(pin?.code)
  expect(JSON.stringify(body)).not.toContain(String(pin?.id))
  expect((await browser()()).body).toEqual({ user: null })

  plex.approve(pin?.code ?? '')
  const signedIn = await ask()
  expect(signedIn.body.user.title).toBe('Demo Person')
  expect(JSON.stringify(signedIn.body)).not.toContain(pin?.authToken)
  expect(signedIn.cookie).not.toBe(cookie)
  expect((await ask()).body).toEqual(signedIn.body)
})

test('however often a page asks, Plex is asked once a second', async () => {
  const { plex, browser } = await start()
  const ask = browser()
  await ask('POST')
  await Promise.all([ask(), ask(), ask(), ask()])
  expect(plex.log.filter(({ method }) => method === 'GET')).toHaveLength(1)
})

test('trouble at plex.tv is told, and another try is possible', async () => {
  const { plex, browser } = await start()
  const ask = browser()
  plex.faults.set({ kind: 'status', status: 503, times: 1 })
  expect((await ask('POST')).status).toBe(502)
  expect((await ask('POST')).status).toBe(200)
})
