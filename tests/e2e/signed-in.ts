import { rolldown } from 'rolldown'
import { until } from '../../demo/browsers/index.ts'
import { storedRecords } from './records.ts'
import type { Stage } from './stage.ts'

type SignIn = typeof import('./in-background/sign-in.ts')

let made: Promise<string> | undefined

/** The parts of the extension that keep an account, for a background to run beside its own. */
function parts(): Promise<string> {
  made ??= bundle()
  return made
}

async function bundle(): Promise<string> {
  const build = await rolldown({
    input: 'tests/e2e/in-background/sign-in.ts',
    platform: 'browser',
  })
  const { output } = await build.generate({ format: 'iife', name: 'parts', minify: true })
  await build.close()
  return output[0].code
}

/**
 * Signed in, as a sign-in that is over has left it at Plex and on the disk: for journeys that begin
 * there. Who wants to see a sign-in has `signIn`.
 */
export async function beSignedIn({ browser, plex }: Stage): Promise<void> {
  const source = await parts()
  const inBackground = <Args extends unknown[], T>(
    deed: (parts: SignIn, ...args: Args) => Promise<T>,
    ...args: Args
  ): Promise<T> => {
    const names = args.map((_, at) => `arg${at}`)
    const run = new Function(...names, `${source}; return (${deed})(parts, ${names.join(', ')})`)
    return browser.inBackground(run as (...args: Args) => Promise<T>, ...args) as Promise<T>
  }
  // The background makes its key first: two that begin at once would each make one.
  await until('the sealing key', async () => 'sealing-key-lasts' in (await storedRecords(browser)))
  const { clientIdentifier, ...about } = await inBackground(({ identity }) => identity())
  const token = plex.authorise(clientIdentifier, about)
  await inBackground(({ keep }, secret) => keep(secret), token)
}
