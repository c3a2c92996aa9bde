import { readFileSync } from 'node:fs'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { beforeAll, describe, expect, test } from 'vitest'
import { filesUnder, sourceFiles } from './files.ts'
import { KNOWS, RULES } from './import-rules.ts'

let violations: { rule: string; from: string; to: string }[]
let seen: string[]

beforeAll(async () => {
  const folders = ['entrypoints', 'lib', 'sdk', 'demo'].filter((it) => filesUnder(it).length > 0)
  const { output } = await cruise(
    folders,
    {
      validate: true,
      ruleSet: { forbidden: RULES.map((rule) => ({ ...rule, severity: 'error' })) },
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
      exclude: { path: '^sdk/dist/' },
    },
    undefined,
    { tsConfig: extractTSConfig('tsconfig.json') },
  )
  const { modules, summary } = output as ICruiseResult
  seen = modules.map(({ source }) => source)
  violations = summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }))
}, 60_000)

describe('who imports whom', () => {
  test('the rules look at every file', () => {
    const sources = sourceFiles(['entrypoints', 'lib', 'sdk'])
    const missed = sources.filter((path) => /\.tsx?$/.test(path) && !seen.includes(path))
    expect(missed).toEqual([])
  })

  test('there is a rule for every folder of lib', () => {
    const folders = new Set(filesUnder('lib').map((path) => path.split('/')[1]))
    expect([...folders].sort()).toEqual([...Object.keys(KNOWS), 'test-support', 'ui'].sort())
  })

  test.each(RULES.map(({ name }) => name))('%s', (name) => {
    expect(violations.filter(({ rule }) => rule === name)).toEqual([])
  })
})

test('plex and the pure cores take nothing of the browser from the air', () => {
  const pure = /^lib\/(plex\/.*|linking\/machine|sites\/policy|approvals\/queue)\.ts$/
  const ours = filesUnder('lib').filter((path) => pure.test(path) && !path.includes('.test.'))
  const uses = /\b(browser|chrome|window|document|globalThis|localStorage)\.\w/
  expect(ours.length).toBeGreaterThan(3)
  expect(ours.filter((path) => uses.test(readFileSync(path, 'utf8')))).toEqual([])
})
