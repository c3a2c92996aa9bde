// @ts-check
import { spawn, spawnSync } from 'node:child_process'
import { constants } from 'node:os'
import { delimiter } from 'node:path'

/**
 * Runs a program in this one's place: its output is ours, signals go to it, its exit code becomes
 * ours.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<void>}
 */
export function runThrough(program, args, env) {
  const child = spawn(program, args, { stdio: 'inherit', env })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      // Ctrl+C in a terminal reaches the child by itself; a second one would cut its clean-up short.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  }
  return new Promise((done, fail) => {
    child.on('error', fail)
    child.on('exit', (code, signal) => {
      process.exitCode = code ?? 128 + (signal ? constants.signals[signal] : 0)
      done()
    })
  })
}

/**
 * Runs a command whose output goes to the person.
 *
 * @param {string[]} command
 * @returns {boolean} whether it went well
 */
export function show([program = '', ...args]) {
  // npm is a .cmd on Windows, which starts by a shell alone.
  const shell = process.platform === 'win32'
  return spawnSync(program, args, { stdio: 'inherit', shell }).status === 0
}

/**
 * @param {string} folder
 * @returns {string} the PATH with that folder first
 */
export function pathStartingWith(folder) {
  return [folder, process.env.PATH].filter(Boolean).join(delimiter)
}
