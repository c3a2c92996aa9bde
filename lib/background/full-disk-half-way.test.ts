import { describe, expect, test } from 'vitest'
import type { Ask } from '../approvals/queue.ts'
import { settle } from '../test-support/clock.ts'
import { failureOf, stateOf } from '../test-support/own-page.ts'
import { until } from '../test-support/page-world.ts'
import { APP, sharingWorld } from '../test-support/sharing-world.ts'
import { WISH } from '../test-support/tool-stories.ts'
import type { Commands } from '../ui-api/protocol.ts'

const CHOICE = { tokenKind: 'site', duration: 'until_revoked', email: false, pin: '' } as const
const ASK: Ask = {
  ...{ origin: 'https://third.example', tabId: 1, scopes: ['token'], reason: '' },
  ...{ isPrivate: false, waiter: 'page/2' },
}
const TOLD = { state: 'refused', trouble: 'not_stored' }

/** Somebody is signed in, and a page that was let in asks for a token. */
async function asked() {
  const { plex, local, session, boot, signIn, sites } = sharingWorld()
  const accountId = await signIn()
  await sites.allow(APP)
  const app = boot()
  const heard = app.ask()
  await settle()
  const [approval] = await app.desk.open()
  const choice = { ...CHOICE, id: approval?.id ?? '', accountId }
  return { plex, local, session, boot, app, accountId, heard, choice }
}

describe.each(['createPin', 'linkPin', 'getPin'] as const)(
  'a disk that is full from %s on',
  (step) => {
    test('is told with the request that was allowed, which is given once there is room', async () => {
      const { plex, local, app, heard, choice } = await asked()
      plex.meanwhile(step, () => {
        local.broken = 'set'
      })
      expect(await failureOf(app, 'approval.allow', choice)).toBeNull()
      expect((await stateOf(app, 'popup')).approvals).toMatchObject([{ work: TOLD }])
      expect([heard.decision, await app.grants.list()]).toEqual([null, []])
      local.broken = null
      expect(await failureOf(app, 'approval.allow', choice)).toBeNull()
      await until(() => heard.decision)
      expect(heard.decision).toBe('allowed')
      expect(plex.made()).toHaveLength(1)
    })

    test('is told with the tool that was to be made, which is made once there is room', async () => {
      const { plex, local, app, accountId } = await asked()
      const tools = async () => {
        app.ui.changed()
        return (await stateOf(app, 'options')).tools
      }
      const has = (what: object) => until(async () => (await app.tools.list()).some(isLike(what)))
      plex.meanwhile(step, () => {
        local.broken = 'set'
      })
      expect(await failureOf(app, 'tool.make', { ...WISH, accountId, pin: '' })).toBeNull()
      await has(TOLD)
      const [tool] = await tools()
      expect(tool).toMatchObject(TOLD)
      const again = { id: tool?.id ?? '', pin: '' }
      expect(await failureOf(app, 'tool.retry', again)).toBe('not_stored')
      expect(await tools()).toMatchObject([TOLD])
      local.broken = null
      expect(await failureOf(app, 'tool.retry', again)).toBeNull()
      expect(await tools()).toMatchObject([{ state: 'ready', trouble: null }])
      expect(plex.made()).toHaveLength(1)
    })

    test('leaves a tool to the next background as well', async () => {
      const { plex, local, app, boot, accountId } = await asked()
      plex.meanwhile(step, () => {
        local.broken = 'set'
      })
      await failureOf(app, 'tool.make', { ...WISH, accountId, pin: '' })
      await until(async () => (await app.tools.list()).some(isLike(TOLD)))
      local.broken = null
      const next = boot()
      await next.wake()
      await until(async () => (await next.tools.list()).some(isLike({ state: 'ready' })))
      expect(plex.made()).toHaveLength(1)
    })
  },
)

const isLike = (what: object) => (it: object) =>
  Object.entries(what).every(([name, value]) => (it as Record<string, unknown>)[name] === value)

/** What people do that is noted for the session alone. */
const deeds: { [Name in keyof Commands]?: (choice: Commands['approval.allow']) => Commands[Name] } =
  {
    'approval.allow': (choice) => choice,
    'approval.deny': ({ id }) => ({ id }),
    'site.intend': () => ({ origin: APP }),
    'lock.unlock': () => ({ passphrase: 'correct horse' }),
  }

describe('a session that can hold no more', () => {
  test.each(Object.entries(deeds))(
    '%s: the person is told, and it works once there is room',
    async (name, input) => {
      const { session, app, choice } = await asked()
      const command = name as keyof Commands
      if (name === 'lock.unlock') {
        await app.lock.set('correct horse', '')
        await app.lock.lock()
      }
      session.broken = 'set'
      expect(await failureOf(app, command, input(choice))).toBe('not_stored')
      session.broken = null
      expect(await failureOf(app, command, input(choice))).toBeNull()
    },
  )

  test('that keeps the key after "Lock now" is told of', async () => {
    const { session, app } = await asked()
    await app.lock.set('correct horse', '')
    session.broken = 'remove'
    expect(await failureOf(app, 'lock.now', {})).toBe('not_stored')
    expect(await app.lock.isLocked()).toBe(true)
    session.broken = null
    expect(await failureOf(app, 'lock.now', {})).toBeNull()
    expect(session.text()).not.toContain('unlocked')
  })

  test('has a page told that it may try again', async () => {
    const { session, app } = await asked()
    session.broken = 'set'
    await expect(app.desk.ask(ASK, () => {})).rejects.toThrow('could not store')
    session.broken = null
    expect(await app.desk.open()).toHaveLength(1)
  })
})
