import type { Page } from 'puppeteer-core'
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
  let left: Page | undefined

  async function uninstall(): Promise<void> {
    await left?.goto('about:blank') // a page of the extension would go with it
    if (installed) await program.uninstall(installed)
    installed = ''
  }

  return {
    // To uninstall costs Chromium a second of processor: it starts a program for each size of the icon.
    async install(hosts, isFresh = true) {
      program.lead(hosts)
      // Emptied, it is as new as any: it finds nothing when it begins again.
      if (!installed || isFresh) {
        await uninstall()
        installed = await program.install()
      }
      return drive(program, installed, left)
    },
    async leaveOut(hosts) {
      program.lead(hosts)
      await uninstall()
      return drive(program, installed, left)
    },
    async clear() {
      program.lead({})
      const puppet = program.puppet()
      left = await closeEverything(puppet, installed ? `${installed}/manifest.json` : 'about:blank')
      if (installed) await emptyExtension(left, program.background())
      await forgetSites(left)
      await program.downloads.clear()
      await until('Chromium to be as new', async () => {
        const more = await leftovers(puppet, left)
        if (more.length > 0) throw new Error(`There is still ${more.join(', ')}`)
        return true
      })
    },
    close: program.close,
  }
}
