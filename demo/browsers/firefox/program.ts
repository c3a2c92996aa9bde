import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser as Puppet } from 'puppeteer-core'
import type { LaunchOptions } from '../browser.ts'
import { createDownloads, type Downloads } from '../downloads.ts'
import { createEnd } from '../end.ts'
import { createFolder } from '../profile-folder.ts'
import { startSocks } from '../socks.ts'
import { until } from '../wait.ts'
import { backgroundState } from './inside/background.ts'
import { setColors } from './inside/colors.ts'
import { setUuid, uninstall } from './inside/installing.ts'
import { firefoxPreferences, savingTo } from './preferences.ts'
import { privileged, type RunInFirefox, sendBidi } from './privileged.ts'
import { start } from './start.ts'
import { packXpi } from './xpi.ts'

/** A running Firefox with a profile of its own, into which the extension comes and goes. */
export interface Program {
  readonly extensionId: string
  readonly profile: string
  readonly downloads: Downloads
  /** Another one after a restart. */
  puppet(): Puppet
  readonly run: RunInFirefox
  /** Where names lead from now on. Only for a Firefox that was started with `hosts`. */
  lead(hosts: Record<string, number>): void
  /** Installs it for the first time, or over itself as an update. @returns its origin; empty without an extension */
  install(): Promise<string>
  /** The next install is that of another machine: its origin is new. */
  uninstall(): Promise<void>
  awaitBackground(): Promise<void>
  backgroundIsAlive(): Promise<boolean>
  restart(): Promise<void>
  close(): Promise<void>
  /** Waits until it is closed, by `close` or by a person. */
  closed(): Promise<void>
}

export async function startProgram(options: LaunchOptions): Promise<Program> {
  const folder = createFolder('firefox')
  const socks = options.hosts && (await startSocks(options.hosts))
  const { extension: unpacked } = options
  const id = unpacked === null ? 'none' : geckoId(unpacked)
  const end = createEnd()
  const downloads = createDownloads(folder.path)
  let uuid = randomUUID()
  const begin = async () => {
    const preferences = {
      ...firefoxPreferences(options, { id, uuid }, socks?.port),
      ...savingTo(downloads.folder),
    }
    return end.watch(await start(folder.path, options, preferences))
  }
  const tidy = async () => {
    await socks?.close()
    folder.remove()
  }

  let puppet = await begin().catch(async (error) => {
    await tidy()
    throw error
  })
  const run = privileged(() => puppet)
  const backgroundIsAlive = async () => (await run(backgroundState, id)) === 'running'
  const awaitBackground = async () => {
    await until('the background', backgroundIsAlive)
  }

  return {
    extensionId: id,
    profile: folder.path,
    downloads,
    puppet: () => puppet,
    run,
    lead(hosts) {
      if (!socks) throw new Error('This Firefox was started without hosts')
      socks.lead(hosts)
    },
    async install() {
      if (unpacked === null) return ''
      const path = join(folder.path, 'extension.xpi')
      await writeFile(path, packXpi(unpacked))
      const extensionData = { type: 'archivePath', path }
      await sendBidi(puppet, 'webExtension.install', { extensionData, 'moz:permanent': true })
      await awaitBackground()
      return `moz-extension://${uuid}`
    },
    async uninstall() {
      await run(setColors, false)
      await run(uninstall, id)
      uuid = randomUUID()
      await run(setUuid, id, uuid)
    },
    awaitBackground,
    backgroundIsAlive,
    async restart() {
      end.expectRestart()
      await puppet.close()
      puppet = await begin()
      await awaitBackground()
    },
    async close() {
      await puppet.close()
      await tidy()
    },
    closed: () => end.reached,
  }
}

function geckoId(folder: string): string {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  return manifest.browser_specific_settings.gecko.id
}
