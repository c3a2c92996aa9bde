import type { Page, Browser as Puppet, Target } from 'puppeteer-core'
import { until } from '../wait.ts'
import { targetInfoOf } from './target-info.ts'

/** Opens a tab at its address at once: puppeteer's empty one would take a process of its own first. */
export async function openAt(puppet: Puppet, url: string): Promise<Page> {
  const known = new Set(puppet.targets())
  const root = await puppet.target().createCDPSession()
  const { targetId } = await root.send('Target.createTarget', { url })
  await root.detach()
  const isIt = async (target: Target) => {
    return (
      target.type() === 'page' &&
      !known.has(target) &&
      (await targetInfoOf(target)).targetId === targetId
    )
  }
  const page = await (await puppet.waitForTarget(isIt)).page()
  if (!page) throw new Error(`The tab for ${url} closed at once`)
  const kind = await until(`${url} to load`, () => page.evaluate(loaded, url))
  if (kind === 'error') throw new Error(`Chromium can't open ${url}`)
  return page
}

/** The empty document that each tab begins with is none. */
function loaded(url: string): 'page' | 'error' | null {
  if (document.readyState !== 'complete') return null
  if (location.protocol === 'chrome-error:') return 'error'
  return location.href === 'about:blank' && url !== 'about:blank' ? null : 'page'
}
