import type { BareBrowser, LaunchOptions } from '../browser.ts'
import { until } from '../wait.ts'
import { drive } from './firefox.ts'
import { closeEverything, forgetSites, leftovers } from './inside/clearing.ts'
import { startProgram } from './program.ts'

export async function startBareFirefox(
  options: Pick<LaunchOptions, 'extension' | 'headless'>,
): Promise<BareBrowser> {
  const program = await startProgram({ ...options, hosts: {} })
  const { extensionId, run } = program
  let isInstalled = false
  return {
    async install(hosts) {
      program.lead(hosts)
      const origin = await program.install()
      isInstalled = true
      return drive(program, origin)
    },
    async leaveOut(hosts) {
      program.lead(hosts)
      return drive(program, '')
    },
    async clear() {
      program.lead({})
      await run(closeEverything)
      if (isInstalled) await program.uninstall()
      isInstalled = false
      await run(forgetSites)
      await program.downloads.clear()
      await until('Firefox to be as new', async () => {
        const left = await run(leftovers, extensionId)
        if (left.length > 0) throw new Error(`There is still ${left.join(', ')}`)
        return true
      })
    },
    close: program.close,
  }
}
