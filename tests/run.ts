import { parseArgs } from 'node:util'
import { type Count, none, sum, tell } from './run/count.ts'
import { CHECKS, PROJECTS } from './run/steps.ts'
import { runVitest } from './run/vitest.ts'

// `npm test [-- --only step,step [part of a test file's name…]]`
const { values, positionals } = parseArgs({
  options: { only: { type: 'string' } },
  allowPositionals: true,
})
const steps = new Set([...CHECKS.map(({ step }) => step), ...PROJECTS])
const only = values.only?.split(',') ?? [...steps]
const unknown = only.filter((step) => !steps.has(step))
if (unknown.length > 0) {
  console.error(`No step "${unknown}". Steps are ${[...steps].join(', ')}.`)
  process.exit(2)
}

let total: Count = none()
let built = true

for (const { step, title, run } of CHECKS) {
  if (!only.includes(step)) continue
  const began = performance.now()
  const { ok, output } = await run()
  total = sum(total, { passed: Number(ok), failed: Number(!ok), skipped: 0 })
  if (step === 'build' && !ok) built = false
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${title} (${seconds(began)})`)
  if (!ok) console.log(output.trimEnd())
}

for (const project of PROJECTS) {
  if (!only.includes(project)) continue
  if (project === 'e2e' && !built) {
    // Journeys through yesterday's build would tell nothing about today's source.
    console.log('FAILED e2e: not run, because a build failed')
    total = sum(total, { ...none(), failed: 1 })
    continue
  }
  const began = performance.now()
  const { total: counted, browsers } = await runVitest(project, positionals)
  total = sum(total, counted)
  console.log(`${project}: ${tell(counted)} (${seconds(began)})`)
  // Elsewhere a browser's name in a title doesn't mean that one was run.
  for (const { browser, ...count } of project === 'e2e' ? browsers : []) {
    console.log(`  in ${browser}: ${tell(count)}`)
  }
}

process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
console.log(tell(total))

function seconds(began: number): string {
  return `${((performance.now() - began) / 1000).toFixed(1)} s`
}
