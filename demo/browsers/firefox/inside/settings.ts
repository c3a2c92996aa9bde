import { clickFrame } from './input.ts'
import type { BrowserTab, FirefoxWindow } from './types.ts'

export function tabOf(window: FirefoxWindow, id: number): BrowserTab | undefined {
  return [...window.gBrowser.tabs].find(({ linkedBrowser }) => linkedBrowser.browserId === id)
}

/** Opens about:addons. @returns its tab and the one that was in front */
export function openSettings(window: FirefoxWindow): { settings: number; before: number } {
  const before = window.gBrowser.selectedTab.linkedBrowser.browserId
  const tab = window.gBrowser.addTrustedTab('about:addons')
  window.gBrowser.selectedTab = tab
  return { settings: tab.linkedBrowser.browserId, before }
}

/** @throws until the page is ready for it */
export function showExtension(window: FirefoxWindow, settings: number, id: string): boolean {
  tabOf(window, settings)?.linkedBrowser.contentWindow.loadView(
    `addons://detail/${encodeURIComponent(id)}`,
  )
  return true
}

/** Where to press, in CSS pixels of the page, once it can be seen there. */
export function aimInSettings(
  window: FirefoxWindow,
  settings: number,
  selector: string,
): { x: number; y: number } | null {
  const page = tabOf(window, settings)?.linkedBrowser.contentWindow.document
  const element = page?.querySelector(selector)
  // A toggle has its button in its shadow, beside the label.
  const box = (element?.shadowRoot?.querySelector('button') ?? element)?.getBoundingClientRect()
  if (!page || !element || !box || box.width < 4 || box.height < 4) return null
  const x = box.left + box.width / 2
  const y = box.top + box.height / 2
  if (element.contains(page.elementFromPoint(x, y))) return { x, y }
  element.scrollIntoView({ block: 'center', behavior: 'instant' })
  return null
}

export function clickSettings(window: FirefoxWindow, settings: number, x: number, y: number): void {
  const tab = tabOf(window, settings)
  if (!tab) throw new Error('The settings are closed')
  clickFrame(tab.linkedBrowser, x, y)
}

/** What Firefox itself goes by; the toggle moves before that. */
export function hasHost(window: FirefoxWindow, id: string, host: string): boolean {
  const { patterns } = window.WebExtensionPolicy.getByID(id)?.allowedOrigins ?? { patterns: [] }
  return patterns.some(({ pattern }) => pattern === host)
}

export function closeSettings(window: FirefoxWindow, settings: number, before: number): void {
  const { gBrowser } = window
  gBrowser.selectedTab = tabOf(window, before) ?? gBrowser.selectedTab
  const tab = tabOf(window, settings)
  if (tab) gBrowser.removeTab(tab)
}
