import type { Browser, LaunchOptions } from '../browser.ts'
import { until } from '../wait.ts'
import { drive } from './firefox.ts'
import { closeEverything, forgetSites, leftovers } from './inside/clearing.ts'
import { startProgram } from './program.ts'

/** A Firefox that is had as new again and again: a start takes seconds, an install tenths of one. */
export interface BareFirefox {
  /**
   * A browser with the extension freshly installed, until `clear`. Closed or restarted, Firefox is
   * of no more use here.
   *
   * @param hosts as in LaunchOptions
   */
  install(hosts: Record<string, number>): Promise<Browser>
  /**
   * Closes all that is open, removes the extension with everything it kept, and forgets all sites.
   *
   * @throws where something is left after all
   */
  clear(): Promise<void>
  close(): Promise<void>
}

export async function startBareFirefox(
  options: Pick<LaunchOptions, 'extension' | 'headless'>,
): Promise<BareFirefox> {
  const program = await startProgram({ ...options, hosts: {} })
  const { extensionId, run } = program
  return {
    async install(hosts) {
      program.lead(hosts)
      return drive(program, await program.install())
    },
    async clear() {
      program.lead({})
      await run(closeEverything)
      await program.uninstall()
      await run(forgetSites)
      await until('Firefox to be as new', async () => {
        const left = await run(leftovers, extensionId)
        if (left.length > 0) throw new Error(`There is still ${left.join(', ')}`)
        return true
      })
    },
    close: program.close,
  }
}
