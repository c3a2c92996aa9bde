import puppeteer, { type Browser as Puppet } from 'puppeteer-core'
import { requireBrowser } from '../binary.ts'
import type { Browser, LaunchOptions } from '../browser.ts'
import { createEnd } from '../end.ts'
import { script } from '../in-page/script.ts'
import { createFolder } from '../profile-folder.ts'
import { createPopup, createTab, findTab, isAt, openTabs } from '../surface/page.ts'
import type { Surface, Tab } from '../surface/surface.ts'
import { until } from '../wait.ts'
import { chromiumArguments } from './arguments.ts'
import { watchBackground } from './background.ts'
import { keepExtension, prepareProfile } from './profile.ts'
import { answerPrompt } from './prompt.ts'

export async function launchChromium(options: LaunchOptions): Promise<Browser> {
  const folder = createFolder('chromium')
  try {
    await prepareProfile(folder.path)
    return await drive(folder.path, options, folder.remove)
  } catch (error) {
    folder.remove()
    throw error
  }
}

async function drive(profile: string, options: LaunchOptions, tidy: () => void): Promise<Browser> {
  const end = createEnd()
  let puppet = end.watch(await start(profile, options, true))
  let background = watchBackground(puppet)
  const extensionOrigin = await background.origin()

  async function newTab(url: string): Promise<Tab> {
    const page = await puppet.newPage()
    await page.goto(url)
    return createTab(page)
  }

  async function popup(timeoutMs?: number): Promise<Surface> {
    const find = async () => {
      const pages = new Set(await puppet.pages())
      for (const target of puppet.targets()) {
        if (target.type() !== 'page' || !target.url().startsWith(extensionOrigin)) continue
        const page = await target.asPage()
        if (!pages.has(page) && !page.isClosed()) return page
      }
      return undefined
    }
    return createPopup(await until('the popup', find, timeoutMs))
  }

  return {
    kind: 'chromium',
    extensionOrigin,
    newTab,
    tabs: () => openTabs(puppet),
    waitForTab: (fits, timeoutMs) => findTab(puppet, fits, timeoutMs),
    popup,
    async openPopup(tab) {
      await tab.bringToFront()
      const id = new URL(extensionOrigin).host
      const extension = await until('the extension', async () =>
        (await puppet.extensions()).get(id),
      )
      await extension.triggerAction(tab.page)
      return popup()
    },
    openExtensionPage: (path) => newTab(`${extensionOrigin}/${path}`),
    waitForExtensionPage: (path, timeoutMs) =>
      findTab(puppet, isAt(`${extensionOrigin}/${path}`), timeoutMs),
    answerPrompt: (allow, timeoutMs) => answerPrompt(profile, allow, timeoutMs),
    stopBackground: () => background.stop(),
    backgroundIsAlive: () => background.isAlive(),
    async inBackground<A extends unknown[], T>(
      fn: (...args: A) => T,
      ...args: A
    ): Promise<Awaited<T>> {
      const answer = await background.evaluate(extensionOrigin, script(fn, args))
      return answer as Awaited<T>
    },
    reloadExtension: () => background.reload(extensionOrigin),
    async restart() {
      end.expectRestart()
      await puppet.close()
      await keepExtension(profile)
      puppet = end.watch(await start(profile, options, false))
      background = watchBackground(puppet)
      await background.origin()
    },
    async close() {
      await puppet.close()
      tidy()
    },
    closed: () => end.reached,
  }
}

function start(profile: string, options: LaunchOptions, withExtension: boolean): Promise<Puppet> {
  return puppeteer.launch({
    executablePath: requireBrowser('chromium'),
    headless: options.headless ?? true,
    pipe: true,
    userDataDir: profile,
    acceptInsecureCerts: options.hosts !== undefined,
    // An emulated viewport would undo the popup's own size.
    defaultViewport: null,
    enableExtensions: true,
    protocolTimeout: 30_000,
    args: chromiumArguments(options, withExtension),
  })
}
