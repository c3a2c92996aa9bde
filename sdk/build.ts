import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build } from 'rolldown'
import { dts } from 'rolldown-plugin-dts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const dir = at('dist')
const types = () => dts({ tsconfig: at('tsconfig.json') })
// Types take their time, which is no news.
const common: BuildOptions = { platform: 'browser', checks: { pluginTimings: false } }

await rm(dir, { recursive: true, force: true })
await build([
  // What npm brings. Bundlers take from it what a page uses, so it is left readable.
  {
    ...common,
    input: {
      index: at('src/index.ts'),
      'sign-in': at('src/sign-in/index.ts'),
      button: at('src/button/index.ts'),
    },
    plugins: [types()],
    output: { dir, format: 'es', chunkFileNames: 'shared/[name].js' },
  },
  // What is copied, each whole in one file.
  {
    ...common,
    input: { 'foyer-page': at('src/foyer-page.ts') },
    plugins: [types()],
    output: { dir, format: 'es', minify: true },
  },
  {
    ...common,
    input: { 'foyer-page.global': at('src/foyer-page.global.ts') },
    output: { dir, format: 'iife', name: 'FoyerPage', minify: true },
  },
])
