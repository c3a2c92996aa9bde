import { readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { expect, test } from 'vitest'
import { sourceFiles } from './files.ts'

const LONGEST = 220
const LONGEST_OF_TESTS = 300

test(`no source file is longer than ${LONGEST} lines, no test than ${LONGEST_OF_TESTS}`, () => {
  const lengths = sourceFiles().map((path) => ({
    path,
    lines: readFileSync(path, 'utf8').split('\n').length - 1,
  }))
  const most = (path: string) =>
    /\.test\.|test-support|^tests\//.test(path) ? LONGEST_OF_TESTS : LONGEST
  expect(lengths.filter(({ path, lines }) => lines > most(path))).toEqual([])
})

test('files and folders are named in kebab-case', () => {
  const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/
  const names = sourceFiles().flatMap((path) => [basename(path), ...dirname(path).split('/')])
  expect([...new Set(names)].filter((name) => !kebab.test(name))).toEqual([])
})
