import { describe, expect, test } from 'vitest'
import { until } from '../../demo/browsers/index.ts'
import type { DemoServer } from '../../demo/plex-tv/server.ts'
import { SETTINGS } from './several.ts'
import { beSignedIn } from './signed-in.ts'
import { BROWSERS, type Stage, setStage } from './stage.ts'

const NEAR = 'near.test:32400'
const FAR = 'far.test:32400'
const CHECK = 'Check connections'

/** With the three others below, 16 at which nobody answers. */
const DEAD = Array.from({ length: 13 }, (_, n) => ({ uri: `http://dead-${n}.test:32400` }))

const SERVER: DemoServer = {
  name: 'Attic',
  machine: 'attic-machine',
  owner: 0,
  ownerTitle: 'Cottage Owner',
  publicAddress: '203.0.113.20',
  local: '192.168.1.20',
  presence: true,
  connections: [
    { uri: 'http://192.0.2.44:8443', relay: true },
    { uri: 'http://[2001:db8::20]:32400' },
    { uri: `http://${FAR}` },
    ...DEAD,
    { uri: `http://${NEAR}`, local: true },
  ],
}

type Permitted = { permissions: { getAll(): Promise<{ origins: string[] }> } }

const hostsOf = ({ browser }: Stage) =>
  browser.inBackground(async () => {
    const { permissions } = (globalThis as unknown as { chrome: Permitted }).chrome
    return (await permissions.getAll()).origins.sort()
  })

/** Settings, with the servers of the account that is signed in. */
async function openServers(stage: Stage, servers: readonly DemoServer[]) {
  stage.plex.servers.set(servers)
  await beSignedIn(stage)
  const settings = await stage.browser.openExtensionPage(SETTINGS)
  await settings.click('button', 'Details')
  await settings.waitFor('heading', 'Servers')
  const row = settings.within('region', 'Servers').within('listitem', /Attic/)
  await row.waitFor('button', CHECK)
  return { settings, row }
}

describe.each(BROWSERS)('servers, in %s', (kind) => {
  test('each way to one says whether it answers, and the hosts are lent for that alone', async () => {
    const stage = await setStage(kind, { serverHosts: [NEAR], isFresh: true })
    const { browser, plex } = stage
    const { settings, row } = await openServers(stage, [SERVER])
    await row.waitForText('Shared by Cottage Owner')
    const shown = await row.text()
    const order = [NEAR, FAR, '192.0.2.44'].map((host) => shown.indexOf(host))
    expect(order).toEqual([...order].sort((a, b) => a - b))
    const before = await hostsOf(stage)

    await row.click('button', CHECK)
    await browser.answerPrompt(true)
    // Its answer has no CORS headers: without the host, nobody could read it.
    await row.waitForText(/Answers in \d+ ms/)
    await until('all to be checked', async () => !(await row.text()).includes('Checking'))
    expect((await row.text()).match(/Does not answer/g)).toHaveLength(16)
    await until('the hosts to be given back', async () =>
      (await hostsOf(stage)).every((host) => before.includes(host)),
    )
    const asked = plex.log.filter(({ path }) => path === '/identity')
    expect(asked).toMatchObject([{ host: NEAR, tokenIn: null, clientIdentifier: null }])
    expect(await settings.axe()).toEqual([])
  })

  test('no is an answer; and a stop in between leaves no host behind', async () => {
    const stage = await setStage(kind, { serverHosts: [NEAR], isFresh: true })
    const { browser, plex, tab } = stage
    const one = { ...SERVER, connections: [{ uri: `http://${NEAR}`, local: true }] }
    const { settings, row } = await openServers(stage, [one])
    const before = await hostsOf(stage)
    await row.click('button', CHECK)
    await browser.answerPrompt(false)
    await row.waitFor('alert', /not allowed to reach/)
    expect(plex.log.some(({ path }) => path === '/identity')).toBe(false)

    plex.faults.set({ kind: 'held', route: 'GET /identity', times: 1 })
    await row.click('button', CHECK)
    await browser.answerPrompt(true)
    await plex.waitFor(({ path }) => path === '/identity')
    await browser.stopBackground()
    await tab.bringToFront()
    await settings.bringToFront()
    await row.waitForText(/Answers in \d+ ms/)
    await until('the host to be given back', async () =>
      (await hostsOf(stage)).every((host) => before.includes(host)),
    )
  })
})
