import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { runInNewContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { publint } from 'publint'
import { rolldown } from 'rolldown'
import { describe, expect, test } from 'vitest'
import { scratch } from './compile.ts'
import { filesUnder } from './files.ts'

// npm packs it as it would for its registry.
const PACKING_MS = 60_000

/** The bytes that code costs a page, once a bundler has taken from the package what it uses. */
async function cost(code: string): Promise<number> {
  const file = scratch('size').write('page.js', code)
  const bundle = await rolldown({ input: resolve(file), platform: 'browser' })
  const { output } = await bundle.generate({ format: 'es', minify: true })
  return gzipSync(output[0].code).length
}

const CONNECT = "import { connect } from 'foyer-page'\nconsole.log(connect)"
const SIGN_IN = `${CONNECT}\nimport { signIn } from 'foyer-page/sign-in'\nconsole.log(signIn)`
const BUTTON = `${SIGN_IN}\nimport { definePlexSignIn } from 'foyer-page/button'\ndefinePlexSignIn()`

const read = (file: string) => readFileSync(`sdk/dist/${file}`)

describe('what pages import', () => {
  test('costs them no more than it may', async () => {
    expect(await cost(CONNECT)).toBeLessThanOrEqual(1_500)
    const signIn = await cost(SIGN_IN)
    expect(signIn).toBeLessThanOrEqual(3_500)
    expect((await cost(BUTTON)) - signIn).toBeLessThanOrEqual(2_000)
  })

  test('costs no more as one file', () => {
    expect(gzipSync(read('foyer-page.js')).length).toBeLessThanOrEqual(3_500)
    expect(gzipSync(read('foyer-page.global.js')).length).toBeLessThanOrEqual(5_500)
  })

  test('costs nothing where nothing of it is used', async () => {
    const modules = ['', '/sign-in', '/button'].map((it) => `import 'foyer-page${it}'`)
    expect(await cost(modules.join('\n'))).toBeLessThan(30)
  })

  test(
    'is a package without a fault, and without dependencies',
    async () => {
      const { messages, pkg } = await publint({ pkgDir: 'sdk', strict: true })
      expect(messages).toEqual([])
      expect(Object.keys(pkg ?? {}).filter((key) => /dependencies$/i.test(key))).toEqual([])
    },
    PACKING_MS,
  )

  test('holds its types, and names nothing that is not in it', () => {
    const types = filesUnder('sdk/dist').filter((file) => file.endsWith('.d.ts'))
    expect(types).toContain('sdk/dist/foyer-page.d.ts')
    const imported = types.flatMap((file) => [
      ...readFileSync(file, 'utf8').matchAll(/from ["']([^"']+)/g),
    ])
    expect(imported.map(([, from]) => from).filter((from) => !from?.startsWith('./'))).toEqual([])
  })

  test.each(['index.js', 'sign-in.js', 'button.js', 'foyer-page.js'])(
    '%s can be imported where there is no page',
    async (file) => {
      const { connect, definePlexSignIn } = await import(
        /* @vite-ignore */ pathToFileURL(`sdk/dist/${file}`).href
      )
      if (connect) expect(await connect()).toBe(null)
      if (definePlexSignIn) expect(definePlexSignIn()).toBe(undefined)
    },
  )

  test('is one name in a page that takes it by a script tag', () => {
    const page: Record<string, unknown> = {}
    runInNewContext(read('foyer-page.global.js').toString(), page)
    expect(Object.keys(page)).toEqual(['FoyerPage'])
    expect(page.FoyerPage).toMatchObject({
      connect: expect.anything(),
      signIn: expect.anything(),
      FoyerError: expect.anything(),
    })
  })
})
