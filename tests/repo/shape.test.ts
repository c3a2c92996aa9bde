import { readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { expect, test } from 'vitest'
import { sourceFiles } from './files.ts'

const LONGEST = 250

test(`no source file is longer than ${LONGEST} lines`, () => {
  const lengths = sourceFiles().map((path) => ({
    path,
    lines: readFileSync(path, 'utf8').split('\n').length - 1,
  }))
  expect(lengths.filter(({ lines }) => lines > LONGEST)).toEqual([])
})

test('files and folders are named in kebab-case', () => {
  const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/
  const names = sourceFiles().flatMap((path) => [basename(path), ...dirname(path).split('/')])
  expect([...new Set(names)].filter((name) => !kebab.test(name))).toEqual([])
})
