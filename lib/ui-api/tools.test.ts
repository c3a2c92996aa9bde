import { describe, expect, test } from 'vitest'
import { until } from '../test-support/page-world.ts'
import { uiWorld } from '../test-support/ui-world.ts'
import type { Outcome } from './protocol.ts'

/** Ann is signed in, and Settings is open. */
async function setUp() {
  const world = uiWorld()
  const accountId = await world.signIn()
  const page = world.open('foyer-ui:options')
  const make = (name: string) => page.call('tool.make', { name, accountId, server: null, pin: '' })
  async function ready() {
    await until(async () => (await world.tools.list()).every(({ state }) => state === 'ready'))
    world.router.changed()
    return (await page.look()).tools
  }
  return { ...world, accountId, page, make, ready }
}

describe('the tools in Settings', () => {
  test('are shown without their tokens, which go to whoever copies them alone', async () => {
    const { page, make, ready, plex } = await setUp()
    expect(await make('backup')).toEqual({ done: 1, failure: null })
    const [tool] = await ready()
    expect(tool).toMatchObject({ name: 'backup', server: null, state: 'ready' })
    const input = { id: tool?.id, form: 'token' }
    const { answer: text = '' } = (await page.call('tool.copy', input)) as Outcome<string>
    expect(plex.living.has(text)).toBe(true)
    await page.look()
    expect(JSON.stringify(page.states())).not.toContain(text)
    const saying = page.port.posted.filter((push) => JSON.stringify(push).includes(text))
    expect(saying).toEqual([{ done: 2, failure: null, answer: text }])
  })

  test('have names on one line, without what can’t be seen', async () => {
    const { make, ready } = await setUp()
    await make(' back\u202Eup\n\u0000script ')
    expect(await ready()).toMatchObject([{ name: 'back up script' }])
  })

  test.each(['', ' \u200B\n', 'x'.repeat(61)])('are not made with the name %j', async (name) => {
    const { make, ready } = await setUp()
    expect(await make(name)).toEqual({ done: 1, failure: 'tool_name' })
    expect(await ready()).toEqual([])
  })

  test('end one by one, and with their account', async () => {
    const { page, make, ready, plex, accountId, endAtPlex } = await setUp()
    for (const name of ['one', 'two']) await make(name)
    const [one, two] = await ready()
    await page.call('tool.revoke', { id: one?.id })
    expect(await ready()).toMatchObject([{ id: two?.id }])
    expect(await page.call('tool.copy', { id: one?.id, form: 'token' })).toMatchObject({
      failure: 'tool_gone',
    })
    await page.call('account.signOut', { id: accountId })
    await endAtPlex()
    expect([await ready(), [...plex.living]]).toEqual([[], []])
  })

  test('are waited for by name until Plex has ended them', async () => {
    const { page, make, ready, plex, router } = await setUp()
    const pending = () => {
      router.changed()
      return page.look().then((state) => state.pending)
    }
    await make('backup')
    const [tool] = await ready()
    const { asked, answer } = plex.hold('signOut')
    await page.call('tool.revoke', { id: tool?.id })
    await asked
    expect(await pending()).toMatchObject([{ holder: 'tool', name: 'backup' }])
    answer()
    await until(async () => (await pending()).length === 0)
  })

  test('can be for one of the account’s servers, asked for while somebody thinks of it', async () => {
    const { page, accountId, plex } = await setUp()
    const server = { name: 'Home', clientIdentifier: 'm1', owned: true, owner: '', version: '1' }
    plex.servers = [{ ...server, accessToken: null, connections: [] }]
    const newTool = { accountId }
    const { asked, answer } = plex.hold('listServers')
    expect((await page.look({ newTool })).newTool).toEqual({
      accountId,
      servers: { state: 'loading' },
    })
    await asked
    answer()
    const shown = await until(async () => {
      const { servers } = (await page.look({ newTool })).newTool ?? {}
      return servers?.state === 'there' && servers.value
    })
    expect(shown).toEqual([{ ...server, connections: [] }])
    expect([plex.count('listServers'), plex.count('listDevices')]).toEqual([1, 0])
    expect((await page.look({ newTool: null })).newTool).toBeNull()
  })
})
