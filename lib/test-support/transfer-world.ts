import type { ImportView, Outcome } from '../ui-api/protocol.ts'
import { ANN } from './accounts-world.ts'
import type { Background } from './background.ts'
import { settle } from './clock.ts'
import { openPage } from './own-page.ts'
import { tokensWorld } from './tokens-world.ts'

const FILE = {
  format: 'foyer-settings',
  version: 1,
  exportedAt: '2026-01-02T00:00:00.000Z',
  settings: { privateWindows: true, lockAfter: 5 },
  accounts: [{ userId: ANN.id, plexName: 'Ann', ownName: 'Living room' }],
  sites: [
    { origin: 'https://app.example', userId: ANN.id },
    { origin: 'https://other.example', userId: null },
  ],
}

/** The text of a file from another browser. */
export const fileText = (news: object = {}) => JSON.stringify({ ...FILE, ...news })

/** Settings, open on a background. */
export function settingsOf(app: Background) {
  const { call } = openPage(app.ui, 'foyer-ui:options')
  const ask = async <T>(command: string, input: object = {}) =>
    (await call(command, input)) as unknown as Outcome<T>
  return {
    exported: async (): Promise<string> => {
      const { answer, failure } = await ask<string>('transfer.export')
      if (answer === undefined) throw new Error(`nothing was exported: ${failure}`)
      return answer
    },
    read: (text: string) => ask<ImportView>('transfer.read', { text }),
    /** All that the person does but for the browser's question, in one. */
    importing: (text: string, origins: readonly string[] = [], looser: readonly string[] = []) =>
      ask<undefined>('transfer.import', { text, origins, looser }),
    finish: (...origins: string[]) => ask<undefined>('transfer.finish', { origins }),
    abandon: (...origins: string[]) => ask<undefined>('transfer.abandon', { origins }),
  }
}

/** What an import can change. */
export async function standing({ settings, sites, accounts, grants }: Background) {
  return {
    settings: await settings.get(),
    sites: [...(await sites.since()).keys()].sort(),
    names: (await accounts.list()).map(({ label }) => label),
    grants: (await grants.list()).map(({ origin }) => origin),
  }
}

/** Ann is signed in, and nothing else is there. */
export async function transferWorld() {
  const world = tokensWorld()
  const app = world.boot()
  const ann = await app.signIn()
  const page = settingsOf(app)
  // What is derived when something is listed for the first time is no part of an import.
  await page.read(fileText())
  await settle()
  return { ...world, app, ann, page }
}

export const UNTOUCHED = {
  settings: { privateWindows: false, lockAfter: null },
  sites: [],
  names: [''],
  grants: [],
}
