// @ts-check
import { spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline/promises'
import { findBrowser } from './find-browser.mjs'
import { show } from './process.mjs'

/** @typedef {import('./find-browser.mjs').BrowserKind} BrowserKind */

const PACKAGE = { chromium: 'chromium', firefox: 'firefox-esr' }

/**
 * Installs the browsers that a script needs, as far as the machine and the person allow.
 *
 * @param {string} script
 * @param {string[]} args
 */
export async function ensureBrowsers(script, args) {
  const missing = neededBrowsers(script, args).filter((kind) => !findBrowser(kind))
  if (missing.length === 0) return
  const plan = planInstall(missing, {
    hasApt: works(['apt-get', '--version']),
    isRoot: process.getuid?.() === 0,
    isCi: Boolean(process.env.CI),
    isTerminal: Boolean(process.stdin.isTTY && process.stdout.isTTY),
    sudoWithoutPassword: works(['sudo', '-n', 'true']),
  })
  if (plan.kind === 'refuse') throw new Error(plan.message)
  if (plan.kind === 'ask' && !(await agrees(plan.commands))) throw new Error(advice(missing))
  console.log(`Installing ${missing.map((kind) => PACKAGE[kind]).join(' and ')}…`)
  // A package list that is stale in part is no reason not to try.
  const results = plan.commands.map(show)
  const still = missing.filter((kind) => !findBrowser(kind))
  if (!results.at(-1) || still.length > 0) throw new Error(advice(still))
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
 * @param {BrowserKind[]} missing
 * @param {Machine} machine
 * @returns {{ kind: 'install' | 'ask', commands: string[][] } | { kind: 'refuse', message: string }}
 */
export function planInstall(missing, machine) {
  if (!machine.hasApt) return { kind: 'refuse', message: advice(missing) }
  if (machine.isRoot) return { kind: 'install', commands: aptCommands(missing, []) }
  if (machine.isCi && machine.sudoWithoutPassword) {
    return { kind: 'install', commands: aptCommands(missing, ['sudo', '-n']) }
  }
  const commands = aptCommands(missing, ['sudo'])
  if (machine.isTerminal && !machine.isCi) return { kind: 'ask', commands }
  return { kind: 'refuse', message: `${advice(missing)}\nHere that is:\n${printed(commands)}` }
}

/**
 * @param {BrowserKind[]} kinds
 * @param {string[]} prefix
 */
function aptCommands(kinds, prefix) {
  const packages = kinds.map((kind) => PACKAGE[kind])
  return [
    [...prefix, 'apt-get', 'update'],
    // By `env`, because sudo passes no variables on.
    [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', 'install', '-y', ...packages],
  ]
}

/** @param {BrowserKind[]} missing */
function advice(missing) {
  const names = { chromium: 'Chromium', firefox: 'Firefox ESR' }
  const variables = { chromium: 'CHROMIUM_PATH', firefox: 'FIREFOX_PATH' }
  const wanted = missing.map((kind) => names[kind]).join(' and ')
  const told = missing.map((kind) => variables[kind]).join(' and ')
  return `Missing: ${wanted}. Install what is missing, or set ${told} to where it is.`
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
