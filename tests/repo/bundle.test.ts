import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { BUILDS, builtFiles, sourceFiles } from './files.ts'

const FORBIDDEN: readonly [what: string, pattern: RegExp][] = [
  ['eval', /\beval\s*\(/],
  ['new Function', /\bnew\s+Function\b|[^.\w]Function\s*\(/],
  ['code from elsewhere', /\bimportScripts\b|\bimport\(\s*["'`]https?:|<script[^>]+src="(?!\/)/],
]

// Plex, and names that are never fetched: of XML, and of a fault's explanation.
const ADDRESSES = /^https?:\/\/((app\.|clients\.)?plex\.tv|www\.w3\.org)([/?#]|$)/

// All that may be written to the console, where a token could be read by whoever looks over a
// shoulder or is sent a report: none of these has one in it.
const SAID = [
  /^console\.warn\(`\$\{\w+\} API method doesn't seem/, // webextension-polyfill: a method's name
  /^console\.error\(`Failed to send onMessage rejected reply`/, // webextension-polyfill
  /^console\.warn\(`\[i18n\] Message not found/, // @wxt-dev/i18n: a key of locales/
  /^console\.warn\(`\[destr\] Dropping/, // ofetch: a key that JSON may not have
  /^console\.warn\(`The background's main/, // wxt
  /^console\.error\(\w+\.message\)/, // entrypoints/background/ground.ts: a fault's own words
]

describe.each(BUILDS)('what ships in %s', (build) => {
  test.each(FORBIDDEN)('has no %s', (_, pattern) => {
    const found = builtFiles(build).flatMap(({ path, text }) => {
      const at = text.search(pattern)
      return at < 0 ? [] : [`${path}: ${text.slice(at, at + 80)}`]
    })
    expect(found).toEqual([])
  })

  test('says nothing in the console that nobody looked at', () => {
    const calls = builtFiles(build).flatMap(({ text }) =>
      [...text.matchAll(/\bconsole\s*[.[]/g)].map(({ index }) => text.slice(index, index + 80)),
    )
    expect(calls.filter((call) => !SAID.some((known) => known.test(call)))).toEqual([])
  })

  test('names no address but Plex’s', () => {
    const addresses = builtFiles(build).flatMap(({ text }) => [
      ...(text.match(/https?:\/\/[\w.-]+/g) ?? []),
    ])
    expect([...new Set(addresses)].filter((url) => !ADDRESSES.test(url))).toEqual([])
  })
})

test('our own code writes no HTML', () => {
  const writes = /innerHTML|outerHTML\s*=|insertAdjacentHTML|document\.write/i
  const ours = sourceFiles(['entrypoints', 'lib', 'sdk'])
  expect(ours.filter((path) => writes.test(readFileSync(path, 'utf8')))).toEqual([])
})
