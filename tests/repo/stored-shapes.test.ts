import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { COLLECTIONS } from '../../lib/background/collections.ts'
import { decode, encode, keyOf } from '../../lib/storage/collection.ts'
import { sourceFiles } from './files.ts'
import { shapeOf } from './schema-shape.ts'
import { SAMPLES } from './stored-samples.ts'

const names = COLLECTIONS.map(({ name }) => name)

/** The names of all collections that the code defines, once for each definition. */
function defined(): string[] {
  const ours = sourceFiles(['entrypoints', 'lib']).filter(
    (path) => !/\.test\.|test-support/.test(path),
  )
  const texts = ours.map((path) => readFileSync(path, 'utf8'))
  const calls = texts.flatMap((text) => [
    ...text.matchAll(/(?<!function )\bdefineCollection(?:<\w+>)?\(\s*([^,]*),/g),
  ])
  return calls.map(([, name = '']) => name)
}

test('every collection is on the one list, under a name of its own', () => {
  expect(defined().toSorted()).toEqual(names.map((name) => `'${name}'`).toSorted())
  expect(new Set(names).size).toBe(names.length)
})

describe.each(COLLECTIONS.map((it) => [it.name, it] as const))('%s', (name, collection) => {
  const { version, migrations, schema } = collection
  const versions = Array.from({ length: version }, (_, before) => before + 1)
  const samples = SAMPLES[name] ?? {}

  test('has a migration from each version to the next, and samples of each', () => {
    expect(Object.keys(migrations)).toEqual(versions.slice(0, -1).map(String))
    expect(Object.keys(samples)).toEqual(versions.map(String))
    for (const each of Object.values(samples)) expect(each.length).toBeGreaterThan(0)
  })

  test.each(versions)('of version %i is read as it was meant', (v) => {
    for (const { written, now = written } of samples[v] ?? []) {
      expect(decode(collection, keyOf(collection, 'x'), { v, data: written })).toEqual(now)
    }
  })

  test('is written as the samples of its version are', () => {
    for (const { written } of samples[version] ?? []) {
      const read = decode(collection, keyOf(collection, 'x'), { v: version, data: written })
      expect(encode(collection, read)).toStrictEqual({ v: version, data: written })
    }
  })

  // Another shape under the same version: whoever wrote the old one would be taken for damaged, or worse.
  test('has the shape that its version was given: another one needs a version more, and a migration', () => {
    expect(shapeOf(schema)).toMatchSnapshot(`version ${version}`)
  })
})
