import { symlinkSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { blocksOf, complaints, scratch } from './compile.ts'
import { filesUnder } from './files.ts'

const COMPILING_MS = 60_000

/** What a page's author relies on; `@ts-expect-error` stands where a mistake must be noticed. */
const TYPES = `
import { connect, type FoyerClient, FoyerError, type GrantInfo, type PageState } from 'foyer-page'
import { signIn, type SignedIn } from 'foyer-page/sign-in'

const foyer: FoyerClient | null = await connect({ timeout: 100, signal: AbortSignal.timeout(50) })
// @ts-expect-error it may not be there
foyer.state
// @ts-expect-error in ms
await connect({ timeout: 'soon' })
if (foyer) {
  const grant: GrantInfo = await foyer.requestAccess({ scopes: ['account'] })
  // @ts-expect-error no such scope
  await foyer.requestAccess({ scopes: ['all'] })
  foyer.addEventListener('change', ({ detail }) => detail satisfies PageState)
  // @ts-expect-error no such event
  foyer.addEventListener('changed', () => {})
  const nothing: void = await foyer.release()
  // @ts-expect-error the state is Foyer's
  foyer.state = { ...foyer.state, grant, nothing }
}
// @ts-expect-error a product is needed
await signIn({})
const { user, via }: SignedIn = await signIn({ product: 'Types', via: 'plex' })
const how: 'foyer' | 'plex' = via
// @ts-expect-error it may be left out
user.title
const { code, reason, retryable } = new FoyerError({
  code: 4001, message: '', data: { reason: 'denied', retryable: false },
})
if (reason === 'expired') console.log(code.toFixed(), retryable === true, how)
// @ts-expect-error no such reason
if (reason === 'tired') console.log(reason)
`

describe('code for authors of pages compiles against what ships', () => {
  test(
    'in the documents',
    () => {
      const blocks = ['docs/PAGES.md', 'README.md', 'sdk/README.md'].flatMap(blocksOf)
      expect(blocks.length).toBeGreaterThan(15)
      const { write } = scratch('documents')
      const files = blocks.map(({ where, language, code }) =>
        write(`${where.replaceAll(/\W/g, '-')}.${language}`, code),
      )
      const isScript = (file: string) => file.endsWith('.js')
      const scripts = complaints(files.filter(isScript), false)
      const typed = complaints(
        files.filter((file) => !isScript(file)),
        true,
      )
      expect([...scripts, ...typed]).toEqual([])
    },
    COMPILING_MS,
  )

  test(
    'in the examples',
    () => {
      const { path, write } = scratch('examples')
      for (const ending of ['js', 'd.ts']) {
        symlinkSync(resolve(`sdk/dist/foyer-page.${ending}`), `${path}/foyer-page.${ending}`)
      }
      const [main] = filesUnder('sdk/examples/html').filter((file) => file.endsWith('.js'))
      symlinkSync(resolve(main ?? ''), `${path}/main.js`)
      expect(complaints([`${path}/main.js`], false)).toEqual([])
      const others = filesUnder('sdk/examples').filter((file) => /(?<!\.test)\.tsx?$/.test(file))
      expect(complaints(others, true)).toEqual([])
      expect(
        complaints([write('wrong.ts', 'export const it: number = "text"')], true),
      ).toHaveLength(1)
    },
    COMPILING_MS,
  )

  test(
    'and mistakes are noticed',
    () => {
      const { write } = scratch('types')
      expect(complaints([write('types.ts', TYPES)], true)).toEqual([])
    },
    COMPILING_MS,
  )
})
