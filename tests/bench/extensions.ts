import { cp, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { BrowserKind } from '../../demo/browsers/index.ts'
import { build } from '../../demo/build.ts'

const OUTPUT = fileURLToPath(new URL('../../.output/bench/', import.meta.url))

/** Builds Foyer and copies it to where no other build touches it while a browser runs it. */
export async function foyerExtension(kind: BrowserKind): Promise<string> {
  const folder = `${OUTPUT}foyer-${kind}`
  await rm(folder, { recursive: true, force: true })
  await cp(build(kind), folder, { recursive: true })
  return folder
}

/** The yardstick: an extension that only says back what a page says. */
export async function echoExtension(kind: BrowserKind): Promise<string> {
  const folder = `${OUTPUT}echo-${kind}`
  await rm(folder, { recursive: true, force: true })
  await cp(fileURLToPath(new URL('echo/', import.meta.url)), folder, { recursive: true })
  await writeFile(`${folder}/manifest.json`, JSON.stringify(echoManifest(kind)))
  return folder
}

function echoManifest(kind: BrowserKind): object {
  const matches = ['http://127.0.0.1/*']
  return {
    manifest_version: 3,
    name: 'Echo',
    version: '1.0',
    host_permissions: matches,
    content_scripts: [{ matches, js: ['content.js'], run_at: 'document_start' }],
    action: { default_popup: 'blank.html' },
    ...(kind === 'firefox'
      ? {
          background: { scripts: ['background.js'] },
          browser_specific_settings: { gecko: { id: 'echo@foyer-for-plex.example' } },
        }
      : { background: { service_worker: 'background.js' } }),
  }
}
