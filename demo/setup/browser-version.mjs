// @ts-check
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** @typedef {import('./find-browser.mjs').BrowserKind} BrowserKind */

const DECLARED = {
  chromium: /minimum_chrome_version: '(\d+)/,
  firefox: /strict_min_version: '(\d+)/,
}

/**
 * The oldest major version that the extension lets itself be installed in. Read as text, because
 * WXT, which the file imports, may not be there yet.
 *
 * @param {BrowserKind} kind
 * @param {string} [config]
 */
export function oldestVersion(kind, config = readFileSync('wxt.config.ts', 'utf8')) {
  const declared = config.match(DECLARED[kind])?.[1]
  if (!declared) throw new Error(`wxt.config.ts declares no oldest version for ${kind}`)
  return Number(declared)
}

/**
 * @param {string} text what `--version` prints, e.g. `Mozilla Firefox 153.7.0esr`
 * @returns {number | undefined} the major version
 */
export function majorVersion(text) {
  const [, major] = text.match(/(?:^|\s)(\d+)\.\d/) ?? []
  return major === undefined ? undefined : Number(major)
}

/**
 * @param {string} path of a browser
 * @returns {number | undefined} its major version, unless it doesn't tell
 */
export function installedVersion(path) {
  // Chromium prints nothing there, and opens a window instead.
  if (process.platform === 'win32') return undefined
  const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000 })
  return majorVersion(stdout ?? '')
}
