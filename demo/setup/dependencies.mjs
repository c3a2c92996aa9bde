// @ts-check
import { existsSync, readFileSync, statSync } from 'node:fs'
import { show } from './process.mjs'

// Written by npm at the end of an install; one that was broken off leaves none.
const INSTALLED = 'node_modules/.package-lock.json'
const GENERATED = '.wxt/tsconfig.json'
const GENERATED_FROM = ['wxt.config.ts', 'locales/en.json', 'package-lock.json']

/** Installs packages and generates WXT's types where that is due. In the project's folder. */
export function ensureDependencies() {
  const installed = existsSync(INSTALLED) ? read(INSTALLED) : { packages: {} }
  const missing = missingPackages(read('package-lock.json'), installed)
  if (missing > 0) {
    console.log(`Installing packages (${missing} are missing or of another version)…`)
    const command = ['npm', 'ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund']
    if (!show(command)) throw new Error('npm ci failed; what it said is above.')
  }
  if (missing > 0 || isOlder(GENERATED, GENERATED_FROM)) {
    console.log('Preparing WXT…')
    const prepare = [process.execPath, 'node_modules/wxt/bin/wxt.mjs', 'prepare']
    if (!show(prepare)) throw new Error('wxt prepare failed; what it said is above.')
  }
}

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }} Package
 * @typedef {{ packages: Record<string, Package> }} Lock
 */

/**
 * How many packages `npm ci` would bring. What is optional counts for nothing: most of it is for
 * other platforms.
 *
 * @param {Lock} wanted package-lock.json
 * @param {Lock} installed npm's note of what it installed
 */
export function missingPackages(wanted, installed) {
  return Object.entries(wanted.packages).filter(
    ([path, { version, optional, devOptional }]) =>
      path !== '' &&
      installed.packages[path]?.version !== version &&
      !((optional || devOptional) && !installed.packages[path]),
  ).length
}

/**
 * @param {string} file
 * @param {string[]} sources
 */
function isOlder(file, sources) {
  const made = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
  return sources.some((path) => (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) > made)
}

/**
 * @param {string} path
 * @returns {Lock}
 */
function read(path) {
  return JSON.parse(readFileSync(path, 'utf8'))
}
