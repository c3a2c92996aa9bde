import { expect, test } from 'vitest'
import { failureOf, stateOf } from '../test-support/own-page.ts'
import { APP, sharingWorld } from '../test-support/sharing-world.ts'
import type { Commands } from '../ui-api/protocol.ts'

const deeds: { [Name in keyof Commands]?: (account: string) => Commands[Name] } = {
  'settings.change': () => ({ privateWindows: true }),
  'tool.make': (accountId) => ({ name: 'backup', accountId, server: null, pin: '' }),
  'account.rename': (id) => ({ id, label: 'Mine' }),
  'account.signOut': (id) => ({ id }),
  'account.signOutAll': () => ({}),
  'site.stop': () => ({ origin: APP }),
  'site.change': (accountId) => ({ origin: APP, accountId, duration: 'month', pin: '' }),
  'passphrase.set': () => ({ passphrase: 'correct horse', former: '' }),
  'link.start': () => ({ kind: 'short' }),
}

test.each(Object.entries(deeds))(
  '%s on a full disk: the person is told, nothing of it is believed, and it works once there is room',
  async (name, input) => {
    const { local, ...world } = sharingWorld()
    const account = await world.signIn()
    await world.give(APP)
    const app = world.boot()
    const command = name as keyof Commands
    const now = () => {
      app.ui.changed()
      return stateOf(app, 'options', { sites: { search: '', limit: 20 } })
    }
    const before = await now()
    local.broken = 'set'
    expect(await failureOf(app, command, input(account))).toBe('not_stored')
    expect(await now()).toEqual(before)
    local.broken = null
    expect(await failureOf(app, command, input(account))).toBeNull()
    expect(await now()).not.toEqual(before)
  },
)
