import type { Page } from 'puppeteer-core'
import type { Browser, LaunchOptions } from '../browser.ts'
import { script } from '../in-page/script.ts'
import { createPopup, createTab, findTab, isAt, openTabs } from '../surface/page.ts'
import type { Surface, Tab } from '../surface/surface.ts'
import { until } from '../wait.ts'
import { setColorScheme } from './colors.ts'
import { openAt } from './opening.ts'
import { closePrivatePages, newPrivatePage, openPrivately } from './private-windows.ts'
import { type Program, startProgram } from './program.ts'
import { answerPrompt } from './prompt.ts'
import { allowInIncognito, removeHost } from './settings.ts'

export async function launchChromium(options: LaunchOptions): Promise<Browser> {
  if (options.neverRemembers) throw new Error('Chromium has no setting to never remember history')
  const program = await startProgram(options)
  try {
    return drive(program, await program.install())
  } catch (error) {
    await program.close().catch(() => {}) // else it runs on, with nobody to end it
    throw error
  }
}

/**
 * @param extensionOrigin where the extension is installed in there now
 * @param spare a tab that shows nothing of use, for the first one that is wanted
 */
export function drive(program: Program, extensionOrigin: string, spare?: Page): Browser {
  const { puppet, background } = program
  const id = extensionOrigin.split('//')[1] ?? ''

  async function newTab(url: string): Promise<Tab> {
    const page = spare
    spare = undefined
    if (!page) return createTab(await openAt(puppet(), url))
    await page.goto(url)
    await forgetPast(page)
    return createTab(page)
  }

  /** The one that opened last, if there are several. */
  async function findPopup(): Promise<Page | undefined> {
    const pages = new Set(await puppet().pages())
    for (const target of puppet().targets().reverse()) {
      if (target.type() !== 'page' || !target.url().startsWith(extensionOrigin)) continue
      const page = await target.asPage()
      if (!pages.has(page) && !page.isClosed()) return page
    }
    return undefined
  }

  async function popup(timeoutMs?: number): Promise<Surface> {
    return createPopup(await until('the popup', findPopup, timeoutMs))
  }

  return {
    kind: 'chromium',
    extensionOrigin,
    profile: program.profile,
    newTab,
    async newPrivateTab(url) {
      const open = () => background().evaluate(extensionOrigin, script(openPrivately, []))
      const page = await newPrivatePage(puppet(), open)
      await page.goto(url)
      return createTab(page)
    },
    closePrivateWindows: () => closePrivatePages(puppet()),
    tabs: () => openTabs(puppet()),
    waitForTab: (fits, timeoutMs) => findTab(puppet(), fits, timeoutMs),
    popup,
    async openPopup(tab) {
      await tab.bringToFront()
      const extension = await until('the extension', async () =>
        (await puppet().extensions()).get(id),
      )
      // Without a screen, that of another window would stay open.
      const former = await findPopup()
      if (former) await createPopup(former).close()
      await extension.triggerAction(tab.page)
      let last: Page | undefined
      const atRest = async () => {
        const before = last
        last = await findPopup()
        return last !== undefined && last === before && last
      }
      // One that the extension opened at the same time is replaced, and seen for a moment more.
      return createPopup(await until('the popup', atRest))
    },
    openExtensionPage: (path) => newTab(`${extensionOrigin}/${path}`),
    waitForExtensionPage: (path, timeoutMs) =>
      findTab(puppet(), isAt(`${extensionOrigin}/${path}`), timeoutMs),
    answerPrompt: (allow, timeoutMs) => answerPrompt(program.profile, allow, timeoutMs),
    download: program.downloads.wait,
    allowInPrivateWindows: () => background().reloadedBy(() => allowInIncognito(puppet(), id)),
    removeHostInSettings: (url) => removeHost(puppet(), id, url),
    stopBackground: () => background().stop(),
    backgroundIsAlive: () => background().isAlive(),
    async inBackground<A extends unknown[], T>(
      fn: (...args: A) => T,
      ...args: A
    ): Promise<Awaited<T>> {
      const answer = await background().evaluate(extensionOrigin, script(fn, args))
      return answer as Awaited<T>
    },
    reloadExtension: () => background().reload(extensionOrigin),
    setColorScheme: (scheme) => setColorScheme(puppet(), scheme),
    restart: program.restart,
    close: program.close,
    closed: program.closed,
  }
}

/** As a tab that was opened for what it shows now. */
async function forgetPast(page: Page): Promise<void> {
  const session = await page.createCDPSession()
  await session.send('Page.resetNavigationHistory')
  await session.detach()
}
