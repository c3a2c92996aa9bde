#!/usr/bin/env node
// @ts-check
// `node demo/setup/run.mjs [--no-browsers] <script.ts> [args…]`
//
// Makes a machine that has Node 20 and npm, and nothing else, fit to run a script of this project,
// and runs it. Plain JavaScript without packages, because none of them is there yet.
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureBrowsers } from './browsers.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { judgeNode, newerNode } from './node.mjs'
import { pathStartingWith, runThrough } from './process.mjs'

const self = fileURLToPath(import.meta.url)
const root = resolve(dirname(self), '../..')
const words = process.argv.slice(2)
const [script, ...args] = words.filter((word, at) => at > 0 || word !== '--no-browsers')

try {
  if (!script) throw new Error('Usage: node demo/setup/run.mjs [--no-browsers] <script.ts> [args…]')
  process.chdir(root)
  const { engines } = JSON.parse(readFileSync('package.json', 'utf8'))
  const verdict = judgeNode(process.versions.node, engines.node)
  if (verdict.kind === 'refuse') throw new Error(verdict.message)
  if (verdict.kind === 'replace') {
    const node = newerNode()
    const env = { ...process.env, PATH: pathStartingWith(dirname(node)) }
    await runThrough(node, [self, ...words], env)
  } else {
    ensureDependencies()
    if (words[0] !== '--no-browsers') await ensureBrowsers(script, args)
    await runThrough(process.execPath, [script, ...args], process.env)
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
