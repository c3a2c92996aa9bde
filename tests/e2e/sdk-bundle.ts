import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'rolldown'
import { onTestFinished } from 'vitest'
import type { SiteFiles } from '../../demo/site/server.ts'

const SCRIPT = 'text/javascript; charset=utf-8'
const HTML = 'text/html; charset=utf-8'

const fileUrl = (path: string) => pathToFileURL(resolve(path)).href

/** The example of a plain page, with the one module that it copies. */
export const PLAIN_PAGE: SiteFiles = {
  '/plain/': [fileUrl('sdk/examples/html/index.html'), HTML],
  '/plain/main.js': [fileUrl('sdk/examples/html/main.js'), SCRIPT],
  '/plain/foyer-page.js': [fileUrl('sdk/dist/foyer-page.js'), SCRIPT],
}

/** The React example as a bundler makes it: from the package as npm would bring it. */
export async function bundleReactPage(): Promise<SiteFiles> {
  await mkdir('.output/tests', { recursive: true })
  const folder = await mkdtemp('.output/tests/react-')
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'main.js')
  await build({
    input: 'sdk/examples/react/main.tsx',
    platform: 'browser',
    // Preact stands in for React, which this project doesn't have.
    resolve: { alias: { 'react-dom/client': 'preact/compat/client', react: 'preact/compat' } },
    transform: { jsx: { importSource: 'preact' } },
    output: { file, format: 'es', minify: true },
  })
  return {
    '/react/': [fileUrl('sdk/examples/react/index.html'), HTML],
    '/react/main.js': [fileUrl(file), SCRIPT],
  }
}
