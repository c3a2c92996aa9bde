import type { BareBrowser, LaunchOptions } from '../browser.ts'
import { until } from '../wait.ts'
import { drive } from './chromium.ts'
import { closeEverything, forgetSites, leftovers } from './clearing.ts'
import { startProgram } from './program.ts'

export async function startBareChromium(
  options: Pick<LaunchOptions, 'extension' | 'headless'>,
): Promise<BareBrowser> {
  const program = await startProgram({ ...options, hosts: {} })
  let extensionOrigin = ''
  return {
    async install(hosts) {
      program.lead(hosts)
      extensionOrigin = await program.install()
      return drive(program, extensionOrigin)
    },
    async clear() {
      program.lead({})
      const puppet = program.puppet()
      const empty = await closeEverything(puppet)
      await program.uninstall(extensionOrigin)
      await forgetSites(empty)
      await until('Chromium to be as new', async () => {
        const left = await leftovers(puppet, empty)
        if (left.length > 0) throw new Error(`There is still ${left.join(', ')}`)
        return true
      })
    },
    close: program.close,
  }
}
