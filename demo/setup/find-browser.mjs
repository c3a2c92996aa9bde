// @ts-check
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** @typedef {'chromium' | 'firefox'} BrowserKind */

/** What may say where a browser is. */
export const VARIABLE = { chromium: 'CHROMIUM_PATH', firefox: 'FIREFOX_PATH' }

// Google Chrome itself is not here: since 137 it loads no extension from its command line.
const NAMES = {
  chromium: ['chromium', 'chromium-browser', 'google-chrome-for-testing'],
  firefox: ['firefox-esr', 'firefox'],
}

/**
 * Where a browser is: what `CHROMIUM_PATH` or `FIREFOX_PATH` says, else the first on the PATH.
 *
 * @param {BrowserKind} kind
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined}
 */
export function findBrowser(kind, env = process.env) {
  const told = env[VARIABLE[kind]]
  if (told) return told
  const folders = ['/usr/bin', ...(env.PATH ?? '').split(delimiter)]
  return NAMES[kind].flatMap((name) => folders.map((it) => join(it, name))).find(isExecutable)
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
