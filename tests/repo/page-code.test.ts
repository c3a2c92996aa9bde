import { beforeAll, describe, expect, test } from 'vitest'
import { type Block, blocksOf, complaints, scratch } from './compile.ts'
import { filesUnder } from './files.ts'

// Two whole programs, each with all that a browser has.
const COMPILING_MS = 180_000

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

const WRONG = "import { connect } from 'foyer-page'\nexport const foyer: number = connect()\n"

let blocks: Block[]
/** What the compiler says, by the folder that it says it of. */
let said: (where: string) => string[]

beforeAll(() => {
  blocks = ['docs/PAGES.md', 'README.md', 'sdk/README.md'].flatMap(blocksOf)
  const { path, write, link } = scratch('page-code')
  for (const { where, language, code } of blocks) {
    write(`documents/${where.replaceAll(/\W/g, '-')}.${language}`, code)
  }
  for (const file of ['foyer-page.js', 'foyer-page.d.ts']) {
    link(`sdk/dist/${file}`, `plain/${file}`)
  }
  link('sdk/examples/html/main.js', 'plain/main.js')
  write('types/types.ts', TYPES)
  write('wrong/wrong.ts', WRONG)

  const scripts = [...filesUnder(`${path}/documents`), `${path}/plain/main.js`]
  const isTyped = (file: string) => /(?<!\.test)\.tsx?$/.test(file)
  const typed = ['documents', 'types', 'wrong'].flatMap((folder) => filesUnder(`${path}/${folder}`))
  const examples = filesUnder('sdk/examples')
  const all = [
    ...complaints(
      scripts.filter((file) => file.endsWith('.js')),
      false,
    ),
    ...complaints([...typed, ...examples].filter(isTyped), true),
  ]
  said = (where) => all.filter((line) => line.includes(where))
}, COMPILING_MS)

describe('code for authors of pages compiles against what ships', () => {
  test('in the documents', () => {
    expect(blocks.length).toBeGreaterThan(15)
    expect(said('/documents/')).toEqual([])
  })

  test('in the examples', () => {
    expect([...said('/plain/'), ...said('/examples/')]).toEqual([])
  })

  test('and mistakes are noticed', () => {
    expect(said('/types/')).toEqual([])
    expect(said('/wrong/')).toHaveLength(1)
  })

  test('and nothing else is said', () => {
    expect(said('').length).toBe(1)
  })
})
