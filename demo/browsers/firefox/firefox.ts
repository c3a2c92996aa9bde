import type { Page } from 'puppeteer-core'
import type { Browser, LaunchOptions } from '../browser.ts'
import { script } from '../in-page/script.ts'
import { createTab, findTab, isAt, openTabs } from '../surface/page.ts'
import type { Tab } from '../surface/surface.ts'
import { until } from '../wait.ts'
import { terminateBackground } from './inside/background.ts'
import { setColors } from './inside/colors.ts'
import { evaluateInBackground } from './inside/frame.ts'
import { pressPromptButton } from './inside/input.ts'
import { allowInPrivateWindows } from './inside/private-windows.ts'
import { findPopup, openPopup } from './popup.ts'
import { closePrivate, useWindow } from './private-windows.ts'
import { type Program, startProgram } from './program.ts'
import { allowInPrivate, removeHost } from './settings.ts'

export async function launchFirefox(options: LaunchOptions): Promise<Browser> {
  const program = await startProgram(options)
  try {
    if (options.neverRemembers) {
      const { run, extensionId } = program
      await until('Firefox', () => run(allowInPrivateWindows, extensionId))
    }
    return drive(program, await program.install(), options.neverRemembers)
  } catch (error) {
    await program.close().catch(() => {}) // else it runs on, with nobody to end it
    throw error
  }
}

/** @param extensionOrigin where the extension is installed in there now */
export function drive(program: Program, extensionOrigin: string, neverRemembers = false): Browser {
  const { extensionId, puppet, run } = program

  async function newPage(isPrivate = neverRemembers): Promise<Page> {
    await useWindow(run, isPrivate)
    return puppet().newPage()
  }

  async function newTab(url: string, isPrivate?: boolean): Promise<Tab> {
    const page = await newPage(isPrivate)
    await page.goto(url)
    return createTab(page)
  }

  return {
    kind: 'firefox',
    extensionOrigin,
    profile: program.profile,
    newTab: (url) => newTab(url),
    newPrivateTab: (url) => newTab(url, true),
    async closePrivateWindows() {
      if (neverRemembers) throw new Error('Every window is private: use close()')
      await closePrivate(run)
    },
    tabs: () => openTabs(puppet()),
    waitForTab: (fits, timeoutMs) => findTab(puppet(), fits, timeoutMs),
    popup: (timeoutMs) => findPopup(run, timeoutMs),
    async openPopup(tab) {
      await tab.bringToFront()
      return openPopup(run, extensionId)
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
      findTab(puppet(), isAt(`${extensionOrigin}/${path}`), timeoutMs),
    async answerPrompt(allow, timeoutMs) {
      await until('the permission prompt', () => run(pressPromptButton, allow), timeoutMs)
    },
    download: program.downloads.wait,
    async allowInPrivateWindows() {
      await allowInPrivate(run, extensionId)
      await program.awaitBackground()
    },
    removeHostInSettings: (url) => removeHost(run, extensionId, url),
    async stopBackground() {
      await until('the background to stop', () => run(terminateBackground, extensionId))
    },
    backgroundIsAlive: program.backgroundIsAlive,
    async inBackground<A extends unknown[], T>(
      fn: (...args: A) => T,
      ...args: A
    ): Promise<Awaited<T>> {
      const json = await run(evaluateInBackground, extensionId, script(fn, args))
      return JSON.parse(json) as Awaited<T>
    },
    async reloadExtension() {
      await program.install()
    },
    setColorScheme: (scheme) => run(setColors, scheme === 'dark'),
    restart: program.restart,
    close: program.close,
    closed: program.closed,
  }
}

function isLoaded(url: string): boolean {
  return document.readyState === 'complete' && location.href.startsWith(url)
}
