import { lintAddon } from './addon-lint.ts'
import { BUILDS, build, buildSdk } from './build.ts'
import { type Outcome, runTool } from './command.ts'

/** A check that counts as one test. */
export interface Check {
  /** What `--only` calls it; checks may share it. */
  step: string
  title: string
  run(): Promise<Outcome>
}

export const CHECKS: readonly Check[] = [
  { step: 'types', title: 'types', run: () => runTool('tsc', ['--noEmit', '-p', '.']) },
  { step: 'lint', title: 'lint and format', run: () => runTool('biome', ['ci', '--colors=off']) },
  { step: 'unused', title: 'unused code', run: () => runTool('knip', ['--no-progress']) },
  { step: 'build', title: 'build foyer-page', run: buildSdk },
  ...Object.keys(BUILDS).map((name) => ({
    step: 'build',
    title: `build ${name}`,
    run: () => build(name),
  })),
  { step: 'addon', title: "Mozilla's lint of firefox-mv3", run: lintAddon },
]

/** Projects of vitest.config.ts. */
export const PROJECTS = ['unit', 'e2e']
