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
  readonly granted: Set<string>
  /** Only a new install makes it as it was at first. */
  isChanged: boolean
}

/** What a test asks for that costs time. */
export interface LendOptions extends LaunchOptions {
  readonly extension: string
  /** A new install: the browser asks for each host. */
  readonly isFresh?: boolean
  /** As it is for those who don't have the extension. */
  readonly isWithout?: boolean
}

/** Cleared, and free for the next test of this worker. */
const onShelf = new Map<string, Shelved>()

/**
 * Lends a browser to one test, which finds it as if it had been started just now. To start one takes
 * seconds, so it serves one test after the other, as long as they pass and ask for nothing special of
 * it.
 */
export async function lendBrowser(kind: BrowserKind, options: LendOptions): Promise<Lent> {
  const { isFresh = false, isWithout = false, ...launch } = options
  const { extension, hosts = {}, ...special } = launch
  const isUsual = Object.keys(special).length === 0
  if (isUsual && isWithout) return lendWithout(kind, extension, hosts)
  if (isUsual) return lendUsual(kind, extension, hosts, isFresh)
  const browser = await launchBrowser(kind, launch)
  onTestFinished(() => browser.close())
  return { ...browser, granted: new Set() }
}

export interface Lent extends Browser {
  /** The hosts that the browser has asked for before, and does not ask for again. */
  readonly granted: Set<string>
}

/** From the shelf, where it goes back to unless the test fails or says no. */
async function take(
  kind: BrowserKind,
  extension: string,
  mayServeAgain: () => boolean,
): Promise<Shelved> {
  const place = `${kind} ${extension}`
  const shelved = onShelf.get(place) ?? (await begin(kind, extension))
  onShelf.delete(place)
  onTestFinished(async ({ task }) => {
    if (task.result?.state !== 'fail' && mayServeAgain() && !onShelf.has(place)) {
      await shelved.bare.clear()
      onShelf.set(place, shelved)
    } else {
      await shelved.close()
    }
  })
  return shelved
}

async function lendWithout(
  kind: BrowserKind,
  extension: string,
  hosts: Record<string, number>,
): Promise<Lent> {
  const shelved = await take(kind, extension, () => true)
  shelved.isChanged = true
  return { ...(await shelved.bare.leaveOut(hosts)), granted: new Set() }
}

async function lendUsual(
  kind: BrowserKind,
  extension: string,
  hosts: Record<string, number>,
  isFresh: boolean,
): Promise<Lent> {
  let mayServeAgain = true
  const shelved = await take(kind, extension, () => mayServeAgain)
  const isNew = isFresh || shelved.isChanged
  if (isNew) {
    shelved.granted.clear()
    shelved.isChanged = false
  }
  const browser = await shelved.bare.install(hosts, isNew)
  const stands = await standing(browser)
  shelved.first ??= stands
  expect(stands, 'a fresh install has what the first one had').toEqual(shelved.first)
  return {
    ...browser,
    granted: shelved.granted,
    async allowInPrivateWindows() {
      shelved.isChanged = true
      await browser.allowInPrivateWindows()
    },
    async removeHostInSettings(url) {
      shelved.isChanged = true
      await browser.removeHostInSettings(url)
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
  return { bare, close, granted: new Set(), isChanged: false }
}

type Api = {
  permissions: { getAll(): Promise<object> }
  scripting: { getRegisteredContentScripts(): Promise<object[]> }
  extension: { isAllowedIncognitoAccess(): Promise<boolean> }
  action: { getBadgeText(what: object): Promise<string> }
  storage: { local: { get(keys: null): Promise<object> } }
}

/** What the browser itself holds for the extension, and whether that keeps anything of a person. */
function standing(browser: Browser): Promise<unknown> {
  return browser.inBackground(async () => {
    const { permissions, scripting, extension, action, storage } = (
      globalThis as unknown as { chrome: Api }
    ).chrome
    const kept = Object.keys(await storage.local.get(null))
    return {
      permitted: await permissions.getAll(),
      scripts: await scripting.getRegisteredContentScripts(),
      isPrivateToo: await extension.isAllowedIncognitoAccess(),
      badge: await action.getBadgeText({}),
      ofPerson: kept.filter((key) => !/^(identity|index|sealing-key)/.test(key)),
    }
  })
}
