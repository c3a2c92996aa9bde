import type { BareBrowser, LaunchOptions } from '../browser.ts'
import { until } from '../wait.ts'
import { drive } from './chromium.ts'
import { closeEverything, emptyExtension, forgetSites, leftovers } from './clearing.ts'
import { startProgram } from './program.ts'

export async function startBareChromium(
  options: Pick<LaunchOptions, 'extension' | 'headless'>,
): Promise<BareBrowser> {
  const program = await startProgram({ ...options, hosts: {} })
  let installed = ''
  return {
    // To uninstall costs Chromium a second of processor: it starts a program for each size of the icon.
    async install(hosts, isFresh = true) {
      program.lead(hosts)
      if (installed && isFresh) await program.uninstall(installed)
      installed = await program.install()
      return drive(program, installed)
    },
    async clear() {
      program.lead({})
      const puppet = program.puppet()
      const empty = await closeEverything(puppet)
      if (installed) await emptyExtension(empty, program.background(), installed)
      await forgetSites(empty)
      await program.downloads.clear()
      await until('Chromium to be as new', async () => {
        const left = await leftovers(puppet, empty)
        if (left.length > 0) throw new Error(`There is still ${left.join(', ')}`)
        return true
      })
    },
    close: program.close,
  }
}
