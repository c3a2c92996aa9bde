import { type Outcome, runTool } from './command.ts'

/** What ships, by its folder in `.output/`, and how WXT is asked for it. */
export const BUILDS: Readonly<Record<string, readonly string[]>> = {
  'chrome-mv3': [],
  'firefox-mv3': ['-b', 'firefox', '--mv3'],
  'edge-mv3': ['-b', 'edge'],
  'safari-mv3': ['-b', 'safari', '--mv3'],
}

/** What a web page imports, into `sdk/dist/`. */
export function buildSdk(): Promise<Outcome> {
  return runTool('foyerPage', [])
}

export function build(name: string): Promise<Outcome> {
  return runTool('wxt', ['build', ...(BUILDS[name] ?? [])])
}
