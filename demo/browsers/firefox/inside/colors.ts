import type { FirefoxWindow } from './types.ts'

/** What about:preferences calls "Website appearance", and the desktop's own scheme. */
export function setColors({ Services }: FirefoxWindow, isDark: boolean): void {
  const { prefs } = Services
  prefs.setIntPref('layout.css.prefers-color-scheme.content-override', isDark ? 0 : 1)
  prefs.setIntPref('ui.systemUsesDarkTheme', isDark ? 1 : 0)
}
