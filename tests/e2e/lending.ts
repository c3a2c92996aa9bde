import { expect, onTestFinished } from 'vitest'
import {
  type BareBrowser,
  type Browser,
  type BrowserKind,
  type LaunchOptions,
  launchBrowser,
  startBareBrowser,
} from '../../demo/browsers/index.ts'
import { atWorkersEnd } from './worker.ts'

interface Shelved {
  readonly bare: BareBrowser
  readonly close: () => Promise<void>
  /** How the extension stood at its first install, into a profile that knew nothing. */
  first?: unknown
}

/** Cleared, and free for the next test of this worker. */
const onShelf = new Map<BrowserKind, Shelved>()

/**
 * Lends a browser to one test, which finds it as if it had been started just now. To start one takes
 * seconds, so it serves one test after the other, as long as they pass and ask for nothing special of
 * it.
 */
export async function lendBrowser(kind: BrowserKind, options: LaunchOptions): Promise<Browser> {
  const { extension, hosts = {}, ...special } = options
  const isUsual = extension !== null && Object.keys(special).length === 0
  if (isUsual) return lendUsual(kind, extension, hosts)
  const browser = await launchBrowser(kind, options)
  onTestFinished(() => browser.close())
  return browser
}

async function lendUsual(
  kind: BrowserKind,
  extension: string,
  hosts: Record<string, number>,
): Promise<Browser> {
  const shelved = onShelf.get(kind) ?? (await begin(kind, extension))
  onShelf.delete(kind)
  let mayServeAgain = true
  onTestFinished(async ({ task }) => {
    if (task.result?.state !== 'fail' && mayServeAgain && !onShelf.has(kind)) {
      await shelved.bare.clear()
      onShelf.set(kind, shelved)
    } else {
      await shelved.close()
    }
  })
  const browser = await shelved.bare.install(hosts)
  const stands = await standing(browser)
  shelved.first ??= stands
  expect(stands, 'a fresh install has what the first one had').toEqual(shelved.first)
  return {
    ...browser,
    async restart() {
      mayServeAgain = false
      await browser.restart()
    },
    async close() {
      mayServeAgain = false
      await browser.close()
    },
  }
}

async function begin(kind: BrowserKind, extension: string): Promise<Shelved> {
  const bare = await startBareBrowser(kind, { extension })
  const close = () => {
    atWorkersEnd().delete(close)
    return bare.close()
  }
  atWorkersEnd().add(close)
  return { bare, close }
}

type Api = {
  permissions: { getAll(): Promise<object> }
  scripting: { getRegisteredContentScripts(): Promise<object[]> }
  extension: { isAllowedIncognitoAccess(): Promise<boolean> }
  action: { getBadgeText(what: object): Promise<string> }
}

/** What the browser itself holds for the extension; what it stored is gone with its former origin. */
function standing(browser: Browser): Promise<unknown> {
  return browser.inBackground(async () => {
    const { permissions, scripting, extension, action } = (globalThis as unknown as { chrome: Api })
      .chrome
    return {
      permitted: await permissions.getAll(),
      scripts: await scripting.getRegisteredContentScripts(),
      isPrivateToo: await extension.isAllowedIncognitoAccess(),
      badge: await action.getBadgeText({}),
    }
  })
}
