import type { Page } from 'puppeteer-core'
import type { BareBrowser, LaunchOptions } from '../browser.ts'
import { openTabs } from '../surface/page.ts'
import { until } from '../wait.ts'
import { drive } from './firefox.ts'
import { closeEverything, forgetSites, leftovers } from './inside/clearing.ts'
import { startProgram } from './program.ts'

export async function startBareFirefox(
  options: Pick<LaunchOptions, 'extension' | 'headless'>,
): Promise<BareBrowser> {
  const program = await startProgram({ ...options, hosts: {} })
  const { extensionId, run } = program
  let left: Page | undefined
  return {
    async install(hosts) {
      program.lead(hosts)
      return drive(program, await program.install(), false, left)
    },
    async clear() {
      program.lead({})
      await run(closeEverything)
      if (options.extension !== null) await program.uninstall()
      await run(forgetSites)
      await program.downloads.clear()
      await until('Firefox to be as new', async () => {
        const more = await run(leftovers, extensionId)
        if (more.length > 0) throw new Error(`There is still ${more.join(', ')}`)
        // Puppeteer hears of what was closed a moment later.
        const open = await openTabs(program.puppet())
        left = open[0]?.page
        return open.length === 1
      })
    },
    close: program.close,
  }
}
