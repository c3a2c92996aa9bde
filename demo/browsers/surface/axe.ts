import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type axe from 'axe-core'
import { script } from '../in-page/script.ts'
import type { Ground } from './ground.ts'
import type { AxeViolation } from './surface.ts'

const PATH = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** Looks for accessibility faults with axe-core, which is put into the document first. */
export async function runAxe(ground: Ground): Promise<AxeViolation[]> {
  // Half a megabyte, which the same document is spared.
  if (!(await ground.run(`'axe' in window`))) {
    await ground.run(`(() => { ${readFileSync(PATH, 'utf8')} })()`)
  }
  return (await ground.run(script(violations, []))) as AxeViolation[]
}

async function violations(): Promise<AxeViolation[]> {
  const scanner = (window as unknown as { axe: typeof axe }).axe
  const { violations } = await scanner.run(document, { resultTypes: ['violations'] })
  return violations.map(({ id, impact, help, nodes }) => ({
    id,
    impact: impact ?? 'unknown',
    help,
    elements: nodes.map(({ html }) => html),
  }))
}
