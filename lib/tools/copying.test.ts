import { describe, expect, test } from 'vitest'
import { NoNetwork } from '../plex/errors.ts'
import type { Server } from '../plex/servers.ts'
import { Token } from '../plex/token.ts'
import { until } from '../test-support/page-world.ts'
import { sharingWorld } from '../test-support/sharing-world.ts'

const LOCAL = { uri: 'https://10-0-0-2.abc.plex.direct:32400', local: true, relay: false }
const REMOTE = { uri: 'https://203-0-113-2.abc.plex.direct:32400', local: false, relay: false }
const HOME: Server = {
  name: 'Home',
  clientIdentifier: 'machine-1',
  owned: true,
  owner: '',
  version: '1.42',
  accessToken: null,
  connections: [LOCAL, REMOTE],
}

/** Ann is signed in and has a token for a tool. */
async function setUp(server: { id: string; name: string } | null = null) {
  const world = sharingWorld()
  const accountId = await world.signIn()
  await world.tools.make({ name: 'backup', accountId, server })
  await until(async () => (await world.tools.list())[0]?.state === 'ready')
  const id = (await world.tools.list())[0]?.id ?? ''
  const { tools, plex } = world
  const living = () => plex.made()[0]
  const isToCopyAgain = async () => (await tools.list())[0]?.isToCopyAgain
  return { ...world, accountId, id, living, isToCopyAgain }
}

const forHome = () => setUp({ id: 'machine-1', name: 'Home' })

describe('copying a token', () => {
  test('as it is, as a header, as an environment line', async () => {
    const { tools, id, living } = await setUp()
    expect(await tools.copy(id, 'token')).toBe(living())
    expect(await tools.copy(id, 'header')).toBe(`X-Plex-Token: ${living()}`)
    expect(await tools.copy(id, 'environment')).toBe(`PLEX_TOKEN=${living()}`)
  })

  test('is asked for with the tool’s own identifier', async () => {
    const { tools, plex, id } = await forHome()
    plex.servers = [HOME]
    await tools.copy(id, 'address')
    expect(plex.calls.slice(-2)).toEqual([`getUser ${id}`, `listServers ${id}`])
  })

  test('needs no network', async () => {
    const { tools, plex, id, living } = await setUp()
    plex.fails.getUser = new NoNetwork('no')
    expect(await tools.copy(id, 'token')).toBe(living())
  })

  test('that died makes it anew, under the same identifier', async () => {
    const { tools, plex, id, living, isToCopyAgain } = await setUp()
    const before = await tools.copy(id, 'token')
    plex.kill(before)
    const after = await tools.copy(id, 'token')
    expect(after).not.toBe(before)
    expect([after, await isToCopyAgain()]).toEqual([living(), false])
  })

  test('is to be done again once it was made anew', async () => {
    const { tools, tokens, clock, id, isToCopyAgain } = await setUp()
    clock.set(clock.now() + 1)
    await tokens.renew(id)
    expect(await isToCopyAgain()).toBe(false)
    await tools.copy(id, 'token')
    clock.set(clock.now() + 1)
    await tokens.renew(id)
    expect(await isToCopyAgain()).toBe(true)
    await tools.copy(id, 'header')
    expect(await isToCopyAgain()).toBe(false)
  })

  test('of an account that Plex signed out fails, and the account shows it', async () => {
    const { tools, accounts, plex, accountId, id, isToCopyAgain, signIn } = await setUp()
    await tools.copy(id, 'token')
    plex.living.clear()
    await expect(tools.copy(id, 'token')).rejects.toMatchObject({ kind: 'unauthorized' })
    expect((await accounts.get(accountId))?.health).toBe('signed_out')
    expect(await isToCopyAgain()).toBe(true)
    await signIn()
    expect(plex.living.has(await tools.copy(id, 'token'))).toBe(true)
  })

  test('gives nothing of what is revoked meanwhile', async () => {
    const { tools, plex, id } = await setUp()
    const { asked, answer } = plex.hold('getUser')
    const copy = tools.copy(id, 'token')
    await asked
    await tools.revoke(id)
    answer()
    await expect(copy).rejects.toMatchObject({ reason: 'tool_gone' })
    await expect(tools.copy(id, 'token')).rejects.toMatchObject({ reason: 'tool_gone' })
  })
})

describe('copying a server’s address', () => {
  test('takes the best connection, with the token that the server takes', async () => {
    const { tools, plex, id } = await forHome()
    plex.servers = [
      { ...HOME, clientIdentifier: 'machine-2' },
      { ...HOME, owned: false, accessToken: new Token('theirs') },
    ]
    expect(await tools.copy(id, 'address')).toBe(`${LOCAL.uri}/?X-Plex-Token=theirs`)
  })

  test('on a server of one’s own the tool’s token will do', async () => {
    const { tools, plex, id, living } = await forHome()
    plex.servers = [{ ...HOME, connections: [{ ...LOCAL, uri: 'rubbish' }, REMOTE] }]
    expect(await tools.copy(id, 'address')).toBe(`${REMOTE.uri}/?X-Plex-Token=${living()}`)
  })

  test.each<[string, Server[]]>([
    ['the server is gone', [{ ...HOME, clientIdentifier: 'machine-2' }]],
    ['it has no address', [{ ...HOME, connections: [] }]],
    ['its only address is none', [{ ...HOME, connections: [{ ...LOCAL, uri: 'ftp://x' }] }]],
    ['it is somebody else’s, and no token is there for it', [{ ...HOME, owned: false }]],
  ])('fails where %s', async (_, servers) => {
    const { tools, plex, id, isToCopyAgain } = await forHome()
    plex.servers = servers
    await expect(tools.copy(id, 'address')).rejects.toMatchObject({ reason: 'server_gone' })
    expect(await isToCopyAgain()).toBe(false)
  })

  test('fails where the tool has no server', async () => {
    const { tools, plex, id } = await setUp()
    plex.servers = [HOME]
    await expect(tools.copy(id, 'address')).rejects.toMatchObject({ reason: 'server_gone' })
  })

  test('fails without a network', async () => {
    const { tools, plex, id } = await forHome()
    plex.fails.listServers = new NoNetwork('no')
    await expect(tools.copy(id, 'address')).rejects.toMatchObject({ kind: 'network' })
  })
})
