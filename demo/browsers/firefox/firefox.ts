import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import puppeteer, { type Browser as Puppet } from 'puppeteer-core'
import { requireBrowser } from '../binary.ts'
import type { Browser, LaunchOptions } from '../browser.ts'
import { createEnd } from '../end.ts'
import { script } from '../in-page/script.ts'
import { createFolder } from '../profile-folder.ts'
import { createTab, findTab, isAt, openTabs } from '../surface/page.ts'
import { until } from '../wait.ts'
import { backgroundState, terminateBackground } from './inside/background.ts'
import { evaluateInBackground } from './inside/frame.ts'
import { pressPromptButton } from './inside/input.ts'
import { findPopup, openPopup } from './popup.ts'
import { firefoxPreferences } from './preferences.ts'
import { privileged, sendBidi } from './privileged.ts'
import { startSocks } from './socks.ts'
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
  const extension = { id: geckoId(options.extension), uuid: randomUUID() }
  const preferences = firefoxPreferences(options, extension, socksPort)
  const extensionOrigin = `moz-extension://${extension.uuid}`
  const end = createEnd()
  let puppet = end.watch(await start(profile, options, preferences))
  let run = privileged(puppet)

  const backgroundIsAlive = async () => (await run(backgroundState, extension.id)) === 'running'
  const awaitBackground = () => until('the background', backgroundIsAlive)

  async function install(): Promise<void> {
    const path = join(profile, 'extension.xpi')
    await writeFile(path, packXpi(options.extension))
    const extensionData = { type: 'archivePath', path }
    await sendBidi(puppet, 'webExtension.install', { extensionData, 'moz:permanent': true })
    await awaitBackground()
  }

  await install()
  return {
    kind: 'firefox',
    extensionOrigin,
    async newTab(url) {
      const page = await puppet.newPage()
      await page.goto(url)
      return createTab(page)
    },
    tabs: () => openTabs(puppet),
    waitForTab: (fits, timeoutMs) => findTab(puppet, fits, timeoutMs),
    popup: (timeoutMs) => findPopup(run, timeoutMs),
    async openPopup(tab) {
      await tab.bringToFront()
      return openPopup(run, extension.id)
    },
    async openExtensionPage(path) {
      const page = await puppet.newPage()
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

function start(
  profile: string,
  options: LaunchOptions,
  preferences: Record<string, unknown>,
): Promise<Puppet> {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: requireBrowser('firefox'),
    headless: options.headless ?? true,
    userDataDir: profile,
    acceptInsecureCerts: options.hosts !== undefined,
    defaultViewport: null,
    protocolTimeout: 30_000,
    // Without it extension pages and Firefox's own window are out of WebDriver's reach.
    args: ['--remote-allow-system-access', '--width=1280', '--height=900'],
    extraPrefsFirefox: preferences,
  })
}

function geckoId(folder: string): string {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  return manifest.browser_specific_settings.gecko.id
}

function isLoaded(url: string): boolean {
  return document.readyState === 'complete' && location.href.startsWith(url)
}
