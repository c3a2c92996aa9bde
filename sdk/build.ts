import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'rolldown'
import { dts } from 'rolldown-plugin-dts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const ENTRIES = {
  index: at('src/index.ts'),
  'sign-in': at('src/sign-in/index.ts'),
  button: at('src/button/index.ts'),
}
const dir = at('dist')
const common = { logLevel: 'warn', platform: 'browser' } as const

await rm(dir, { recursive: true, force: true })
await build([
  // What npm brings: bundlers take from it what a page uses, so it is left readable.
  {
    ...common,
    input: ENTRIES,
    plugins: [dts({ tsconfig: at('tsconfig.json') })],
    output: { dir, format: 'es', chunkFileNames: 'shared/[name].js' },
  },
  {
    ...common,
    input: { 'foyer-page': at('src/foyer-page.ts') },
    plugins: [dts({ tsconfig: at('tsconfig.json') })],
    output: { dir, format: 'es', minify: true, cleanDir: false },
  },
  {
    ...common,
    input: { 'foyer-page.global': at('src/foyer-page.global.ts') },
    output: { dir, format: 'iife', name: 'FoyerPage', minify: true },
  },
])
