// @ts-check
import { spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline/promises'
import { installedVersion, oldestVersion } from './browser-version.mjs'
import { findBrowser, VARIABLE } from './find-browser.mjs'
import { show } from './process.mjs'

/** @typedef {import('./find-browser.mjs').BrowserKind} BrowserKind */

/**
 * A browser that is not as it is needed.
 *
 * @typedef {object} Lack
 * @property {BrowserKind} kind
 * @property {number} oldest the oldest major version that would do
 * @property {number} [found] the major version that is there, which is too old
 */

const PACKAGE = { chromium: 'chromium', firefox: 'firefox-esr' }

/**
 * Installs the browsers that a script needs and brings old ones up to date, as far as the machine and
 * the person allow.
 *
 * @param {string} script
 * @param {string[]} args
 */
export async function ensureBrowsers(script, args) {
  const needed = neededBrowsers(script, args)
  const lacks = needed.flatMap(look)
  if (lacks.length === 0) return
  // Where a variable says which one it is, a package would change nothing.
  const chosen = lacks.filter(({ kind }) => process.env[VARIABLE[kind]])
  if (chosen.length > 0) throw new Error(advice(chosen))
  const plan = planInstall(lacks, {
    hasApt: works(['apt-get', '--version']),
    isRoot: process.getuid?.() === 0,
    isCi: Boolean(process.env.CI),
    isTerminal: Boolean(process.stdin.isTTY && process.stdout.isTTY),
    sudoWithoutPassword: works(['sudo', '-n', 'true']),
  })
  if (plan.kind === 'refuse') throw new Error(plan.message)
  if (plan.kind === 'ask' && !(await agrees(plan.commands))) throw new Error(advice(lacks))
  console.log(`Installing ${lacks.map(({ kind }) => PACKAGE[kind]).join(' and ')}…`)
  // A package list that is stale in part is no reason not to try.
  const results = plan.commands.map(show)
  const still = needed.flatMap(look)
  if (still.length > 0) throw new Error(advice(still))
  if (!results.at(-1)) throw new Error('apt-get failed; what it said is above.')
}

/**
 * @param {BrowserKind} kind
 * @returns {Lack[]} none where it is as it is needed
 */
function look(kind) {
  const path = findBrowser(kind)
  const installed = path ? { version: installedVersion(path) } : undefined
  return lackOf(kind, installed, oldestVersion(kind))
}

/**
 * @param {BrowserKind} kind
 * @param {{ version: number | undefined } | undefined} installed one that doesn't tell its version is
 *   taken as it is
 * @param {number} oldest
 * @returns {Lack[]}
 */
export function lackOf(kind, installed, oldest) {
  if (!installed) return [{ kind, oldest }]
  const { version = oldest } = installed
  return version < oldest ? [{ kind, oldest, found: version }] : []
}

/**
 * The demo opens one browser, everything else drives both.
 *
 * @param {string} script
 * @param {string[]} args
 * @returns {BrowserKind[]}
 */
export function neededBrowsers(script, args) {
  if (!/(^|[\\/])demo[\\/]start\.ts$/.test(script)) return ['chromium', 'firefox']
  const last = args.join(' ').match(/--browser[= ]firefox\b/)
  return [last ? 'firefox' : 'chromium']
}

/**
 * @typedef {object} Machine
 * @property {boolean} hasApt
 * @property {boolean} isRoot
 * @property {boolean} isCi
 * @property {boolean} isTerminal
 * @property {boolean} sudoWithoutPassword
 */

/**
 * Root and CI get the packages at once; a person is asked first, because it is their machine.
 *
 * @param {Lack[]} lacks
 * @param {Machine} machine
 * @returns {{ kind: 'install' | 'ask', commands: string[][] } | { kind: 'refuse', message: string }}
 */
export function planInstall(lacks, machine) {
  if (!machine.hasApt) return { kind: 'refuse', message: advice(lacks) }
  if (machine.isRoot) return { kind: 'install', commands: aptCommands(lacks, []) }
  if (machine.isCi && machine.sudoWithoutPassword) {
    return { kind: 'install', commands: aptCommands(lacks, ['sudo', '-n']) }
  }
  const commands = aptCommands(lacks, ['sudo'])
  if (machine.isTerminal && !machine.isCi) return { kind: 'ask', commands }
  return { kind: 'refuse', message: `${advice(lacks)}\nHere that is:\n${printed(commands)}` }
}

/**
 * Installing what is there already brings it up to date.
 *
 * @param {Lack[]} lacks
 * @param {string[]} prefix
 */
function aptCommands(lacks, prefix) {
  const packages = lacks.map(({ kind }) => PACKAGE[kind])
  return [
    [...prefix, 'apt-get', 'update'],
    // By `env`, because sudo passes no variables on.
    [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', 'install', '-y', ...packages],
  ]
}

/** @param {Lack[]} lacks */
function advice(lacks) {
  const names = { chromium: 'Chromium', firefox: 'Firefox ESR' }
  const wanted = lacks.map(({ kind, oldest, found }) =>
    found === undefined
      ? `Missing: ${names[kind]} ${oldest} or newer.`
      : `Too old: ${names[kind]} ${found}; ${oldest} or newer is needed.`,
  )
  const told = lacks.map(({ kind }) => VARIABLE[kind]).join(' and ')
  return `${wanted.join(' ')} Install what is missing, or set ${told} to where it is.`
}

/** @param {string[][]} commands */
function printed(commands) {
  return commands.map((command) => `  ${command.join(' ')}`).join('\n')
}

/** @param {string[][]} commands */
async function agrees(commands) {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const question = `This needs a browser that is not here. To install it:\n${printed(commands)}\nRun that now? (y/N) `
  const answer = await terminal.question(question)
  terminal.close()
  return /^y(es)?$/i.test(answer.trim())
}

/** @param {string[]} command */
function works([program = '', ...args]) {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0
}
