import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import type { Browser, LaunchOptions } from '../browser.ts'
import { createEnd } from '../end.ts'
import { script } from '../in-page/script.ts'
import { createFolder } from '../profile-folder.ts'
import { createTab, findTab, isAt, openTabs } from '../surface/page.ts'
import type { Tab } from '../surface/surface.ts'
import { until } from '../wait.ts'
import { backgroundState, terminateBackground } from './inside/background.ts'
import { evaluateInBackground } from './inside/frame.ts'
import { pressPromptButton } from './inside/input.ts'
import { allowInPrivateWindows } from './inside/private-windows.ts'
import { findPopup, openPopup } from './popup.ts'
import { firefoxPreferences } from './preferences.ts'
import { closePrivate, useWindow } from './private-windows.ts'
import { privileged, sendBidi } from './privileged.ts'
import { allowInPrivate, removeHost } from './settings.ts'
import { startSocks } from './socks.ts'
import { start } from './start.ts'
import { packXpi } from './xpi.ts'

export async function launchFirefox(options: LaunchOptions): Promise<Browser> {
  const folder = createFolder('firefox')
  const socks = options.hosts && (await startSocks(options.hosts))
  const tidy = async () => {
    await socks?.close()
    folder.remove()
  }
  try {
    return await drive(folder.path, options, socks?.port, tidy)
  } catch (error) {
    await tidy()
    throw error
  }
}

async function drive(
  profile: string,
  options: LaunchOptions,
  socksPort: number | undefined,
  tidy: () => Promise<void>,
): Promise<Browser> {
  const { extension: folder } = options
  const extension = { id: folder === null ? 'none' : geckoId(folder), uuid: randomUUID() }
  const preferences = firefoxPreferences(options, extension, socksPort)
  const { neverRemembers = false } = options
  const extensionOrigin = folder === null ? '' : `moz-extension://${extension.uuid}`
  const end = createEnd()
  let puppet = end.watch(await start(profile, options, preferences))
  let run = privileged(puppet)

  const backgroundIsAlive = async () => (await run(backgroundState, extension.id)) === 'running'
  const awaitBackground = () => until('the background', backgroundIsAlive)

  async function install(): Promise<void> {
    if (folder === null) return
    const path = join(profile, 'extension.xpi')
    await writeFile(path, packXpi(folder))
    const extensionData = { type: 'archivePath', path }
    await sendBidi(puppet, 'webExtension.install', { extensionData, 'moz:permanent': true })
    await awaitBackground()
  }

  async function newPage(isPrivate = neverRemembers): Promise<Page> {
    await useWindow(run, isPrivate)
    return puppet.newPage()
  }

  async function newTab(url: string, isPrivate?: boolean): Promise<Tab> {
    const page = await newPage(isPrivate)
    await page.goto(url)
    return createTab(page)
  }

  try {
    if (neverRemembers) {
      await until('Firefox', () => run(allowInPrivateWindows, extension.id))
    }
    await install()
  } catch (error) {
    await puppet.close().catch(() => {}) // else it runs on, with nobody to end it
    throw error
  }
  return {
    kind: 'firefox',
    extensionOrigin,
    newTab: (url) => newTab(url),
    newPrivateTab: (url) => newTab(url, true),
    async closePrivateWindows() {
      if (neverRemembers) throw new Error('Every window is private: use close()')
      await closePrivate(run)
    },
    tabs: () => openTabs(puppet),
    waitForTab: (fits, timeoutMs) => findTab(puppet, fits, timeoutMs),
    popup: (timeoutMs) => findPopup(run, timeoutMs),
    async openPopup(tab) {
      await tab.bringToFront()
      return openPopup(run, extension.id)
    },
    async openExtensionPage(path) {
      const page = await newPage()
      const url = `${extensionOrigin}/${path}`
      // Firefox tells WebDriver no load event of an extension's page: waiting for one never ends.
      await page.goto(url, { waitUntil: [] })
      await until(`${path} to load`, () => page.evaluate(isLoaded, url))
      return createTab(page)
    },
    waitForExtensionPage: (path, timeoutMs) =>
      findTab(puppet, isAt(`${extensionOrigin}/${path}`), timeoutMs),
    async answerPrompt(allow, timeoutMs) {
      await until('the permission prompt', () => run(pressPromptButton, allow), timeoutMs)
    },
    async allowInPrivateWindows() {
      await allowInPrivate(run, extension.id)
      await awaitBackground()
    },
    removeHostInSettings: (url) => removeHost(run, extension.id, url),
    async stopBackground() {
      await until('the background to stop', () => run(terminateBackground, extension.id))
    },
    backgroundIsAlive,
    async inBackground<A extends unknown[], T>(
      fn: (...args: A) => T,
      ...args: A
    ): Promise<Awaited<T>> {
      const json = await run(evaluateInBackground, extension.id, script(fn, args))
      return JSON.parse(json) as Awaited<T>
    },
    reloadExtension: install,
    async restart() {
      end.expectRestart()
      await puppet.close()
      puppet = end.watch(await start(profile, options, preferences))
      run = privileged(puppet)
      await awaitBackground()
    },
    async close() {
      await puppet.close()
      await tidy()
    },
    closed: () => end.reached,
  }
}

function geckoId(folder: string): string {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  return manifest.browser_specific_settings.gecko.id
}

function isLoaded(url: string): boolean {
  return document.readyState === 'complete' && location.href.startsWith(url)
}
