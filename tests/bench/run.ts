import { mkdir, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { BrowserKind } from '../../demo/browsers/index.ts'
import { openArena } from './arena.ts'
import { flood } from './flood.ts'
import { linked } from './linked.ts'
import { sites } from './many-sites.ts'
import type { Row } from './numbers.ts'
import { popup } from './popup.ts'
import { table } from './table.ts'
import { cold, warm } from './warm.ts'

// `npm run bench [-- --browser chromium|firefox] [--only warm,cold,popup,linked,sites,flood]`
// Over the bound is no failure: machines differ. Only a benchmark that breaks ends with an error.
const BENCHES = { warm, cold, popup, linked, sites, flood }
const BROWSERS: readonly BrowserKind[] = ['chromium', 'firefox']
const FILE = '.output/bench.json'

const { values } = parseArgs({ options: { browser: { type: 'string' }, only: { type: 'string' } } })
const kinds = chosen('browser', values.browser, BROWSERS)
const names = chosen('benchmark', values.only, Object.keys(BENCHES) as (keyof typeof BENCHES)[])

const rows: Row[] = []
for (const kind of kinds) {
  for (const name of names) {
    console.log(`${name} in ${kind}…`)
    const arena = await openArena(kind)
    try {
      rows.push(...(await BENCHES[name](arena)))
    } finally {
      await arena.close()
    }
  }
}

await mkdir('.output', { recursive: true })
await writeFile(FILE, `${JSON.stringify({ at: new Date().toISOString(), rows }, null, 2)}\n`)
console.log(`\n${table(rows)}\n\nTimes are min / median / max in ms (samples). Also in ${FILE}`)

function chosen<T extends string>(
  what: string,
  wanted: string | undefined,
  all: readonly T[],
): T[] {
  const words = wanted?.split(',') ?? [...all]
  const unknown = words.filter((word) => !all.includes(word as T))
  if (unknown.length === 0) return words as T[]
  console.error(`There is no ${what} "${unknown}". There are: ${all.join(', ')}.`)
  process.exit(2)
}
