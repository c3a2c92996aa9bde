import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { BrowserKind } from './browsers/index.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

const BUILDS = {
  chromium: { arguments: ['build'], folder: 'chrome-mv3' },
  firefox: { arguments: ['build', '-b', 'firefox', '--mv3'], folder: 'firefox-mv3' },
}

/** Builds what pages import. @throws with the builder's words when it fails */
export function buildSdk(): void {
  run([fileURLToPath(new URL('../sdk/build.ts', import.meta.url))])
}

/** Builds what ships for this browser and gives its folder. @throws with the builder's words when it fails */
export function build(kind: BrowserKind): string {
  const wxt = fileURLToPath(new URL('../node_modules/wxt/bin/wxt.mjs', import.meta.url))
  run([wxt, ...BUILDS[kind].arguments])
  return `${root}.output/${BUILDS[kind].folder}`
}

function run(program: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, program, {
    cwd: root,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`The build failed:\n${stdout}${stderr}`)
}
