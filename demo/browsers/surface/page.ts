import type { Page, Browser as Puppet } from 'puppeteer-core'
import { until } from '../wait.ts'
import { createSurface } from './create.ts'
import { isOpen, pageGround } from './page-ground.ts'
import type { Surface, Tab } from './surface.ts'

export function createTab(page: Page): Tab {
  const surface = createSurface(pageGround(page, `the tab ${page.url()}`, true))
  return {
    ...surface,
    page,
    url: () => addressOf(page),
    bringToFront: () => page.bringToFront(),
    async chooseFile(role, name, path) {
      // Firefox tells WebDriver nothing of an extension page's dialog, so none opens in either.
      const asked = page.evaluateHandle(nextFileField)
      const [field] = await Promise.all([asked, surface.click(role, name)])
      await field.uploadFile(path)
    },
  }
}

/** The field that is about to have the browser ask for a file, and does not. */
function nextFileField(): Promise<HTMLInputElement> {
  return new Promise((resolve) => {
    addEventListener(
      'click',
      function hear(event) {
        const { target } = event
        if (!(target instanceof HTMLInputElement) || target.type !== 'file') return
        removeEventListener('click', hear, true)
        event.preventDefault()
        resolve(target)
      },
      true,
    )
  })
}

export function createPopup(page: Page): Surface {
  return createSurface(pageGround(page, 'the popup', false))
}

export async function openTabs(puppet: Puppet): Promise<Tab[]> {
  const tabs: Tab[] = []
  for (const page of await puppet.pages()) if (await isOpen(page)) tabs.push(createTab(page))
  return tabs
}

export async function findTab(
  puppet: Puppet,
  fits: (url: string) => boolean,
  timeoutMs?: number,
): Promise<Tab> {
  const find = async () => {
    for (const page of await puppet.pages()) {
      if (fits(await addressOf(page)) && (await isOpen(page))) return page
    }
    return undefined
  }
  return createTab(await until('a tab', find, timeoutMs))
}

/** Fits an address whatever its query and hash. */
export const isAt = (page: string) => (url: string) => url.split(/[?#]/)[0] === page

/** Asked of the document, because Firefox tells about:blank as the address of extension pages. */
async function addressOf(page: Page): Promise<string> {
  return page.evaluate(() => location.href).catch(() => page.url())
}
