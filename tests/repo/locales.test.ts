import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { filesUnder, sourceFiles } from './files.ts'

type Messages = { [key: string]: string | Messages }

const locales = filesUnder('locales').filter((path) => path.endsWith('.json'))
const english = keysOf(read('locales/en.json'))
const sources = sourceFiles(['entrypoints', 'lib']).filter((path) => !path.includes('.test.'))
const used = sources.flatMap((path) => keysUsed(readFileSync(path, 'utf8')))
const manifest = readFileSync('wxt.config.ts', 'utf8').matchAll(/__MSG_(\w+)__/g)
const wanted = [...used, ...[...manifest].map(([, key = '']) => exactly(key))]

describe('what the extension says', () => {
  test.each(locales)('%s has the same messages as English', (path) => {
    expect(keysOf(read(path)).toSorted()).toEqual(english.toSorted())
  })

  test.each(locales)('%s leaves no message empty', (path) => {
    expect(JSON.stringify(read(path))).not.toMatch(/:\s*""/)
  })

  test.each(english)('"%s" is used', (key) => {
    expect(wanted.filter((pattern) => pattern.test(key))).not.toEqual([])
  })

  test('every message that is used is there', () => {
    expect(wanted.filter((pattern) => !english.some((key) => pattern.test(key)))).toEqual([])
  })
})

function read(path: string): Messages {
  return JSON.parse(readFileSync(path, 'utf8'))
}

/** A message with plural forms (`1`, `n`) is one message. */
function keysOf(messages: Messages, path = ''): string[] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' || 'n' in value ? [path + key] : keysOf(value, `${path}${key}.`),
  )
}

/** The keys in each call of `i18n.t`; a template such as `account.${health}` fits all of them. */
function keysUsed(source: string): RegExp[] {
  return [...source.matchAll(/\bi18n\.t\(/g)].flatMap(({ index }) => {
    const argument = firstArgument(source.slice(index + 'i18n.t('.length))
    const literals = [...argument.matchAll(/'([\w.]+)'/g)].map(([, key = '']) => exactly(key))
    const templates = [...argument.matchAll(/`([^`]+)`/g)].map(([, text = '']) => exactly(text))
    return [...literals, ...templates]
  })
}

function firstArgument(rest: string): string {
  let depth = 0
  for (const [at, letter] of [...rest].entries()) {
    if ('([{'.includes(letter)) depth++
    else if (depth === 0 && (letter === ',' || letter === ')')) return rest.slice(0, at)
    else if (')]}'.includes(letter)) depth--
  }
  return rest
}

function exactly(key: string): RegExp {
  const parts = key.split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', '\\.'))
  return new RegExp(`^${parts.join('\\w+')}$`)
}
