// @ts-check
import { spawnSync } from 'node:child_process'

const OLDEST = 20
const REPLACEMENT = 'node@24'

/**
 * Whether this Node runs the project, can fetch one that does, or is too old for that.
 *
 * @param {string} version e.g. `22.18.0`
 * @param {string} wanted package.json's engines, e.g. `>=22.18`
 * @returns {{ kind: 'fits' } | { kind: 'replace' } | { kind: 'refuse', message: string }}
 */
export function judgeNode(version, wanted) {
  const [major = 0, minor = 0] = numbers(version)
  const [leastMajor = 0, leastMinor = 0] = numbers(wanted)
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return { kind: 'fits' }
  if (major >= OLDEST) return { kind: 'replace' }
  const message = `This is Node ${version}. Foyer for Plex needs Node ${leastMajor}.${leastMinor} or newer; from Node ${OLDEST} on it fetches that by itself.`
  return { kind: 'refuse', message }
}

/** @param {string} text */
function numbers(text) {
  return (text.match(/\d+/g) ?? []).map(Number)
}

/**
 * A Node that runs the project, fetched from npm the first time and kept in its cache. Its path is
 * asked for, so that npm stands between it and our signals only for a moment.
 *
 * @returns {string} the path of the program
 */
export function newerNode() {
  console.log(`Node ${process.versions.node} is too old here; using ${REPLACEMENT} from npm…`)
  const ask = ['--yes', '-p', REPLACEMENT, '--', 'node', '-p', 'process.execPath']
  const { status, stdout } = spawnSync('npx', ask, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
  })
  const path = stdout?.trim().split('\n').at(-1)
  if (status === 0 && path && path !== process.execPath) return path
  throw new Error(`npx could not fetch ${REPLACEMENT}. Install Node 24 and try again.`)
}
