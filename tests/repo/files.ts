import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Every file under a folder, with `/` in its path; nothing where there is no such folder. */
export function filesUnder(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'))
      .sort()
  } catch {
    return []
  }
}

/** Our own code and styles; nothing that was built of them. */
export function sourceFiles(folders = ['entrypoints', 'lib', 'sdk', 'demo', 'tests']): string[] {
  return folders
    .flatMap(filesUnder)
    .filter((path) => /\.(tsx?|mjs|css|html)$/.test(path) && !path.startsWith('sdk/dist/'))
}

export const BUILDS = ['chrome-mv3', 'edge-mv3', 'firefox-mv3', 'safari-mv3']

/** @throws when the build isn't there: `npm test` builds first, `npm run build` does by hand */
export function builtFiles(build: string): { path: string; text: string }[] {
  const files = filesUnder(`.output/${build}`)
  if (files.length === 0) throw new Error(`.output/${build} is missing: npm run build makes it`)
  return files
    .filter((path) => /\.(js|css|html|json)$/.test(path))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
}
