import { resolve } from 'node:path'
import puppeteer, { type Browser as Puppet } from 'puppeteer-core'
import { requireBrowser } from '../binary.ts'
import type { LaunchOptions } from '../browser.ts'
import { createDownloads, type Downloads } from '../downloads.ts'
import { createEnd } from '../end.ts'
import { createFolder } from '../profile-folder.ts'
import { startSocks } from '../socks.ts'
import { until } from '../wait.ts'
import { chromiumArguments } from './arguments.ts'
import { type Background, watchBackground } from './background.ts'
import { withoutDesktop } from './no-desktop.ts'
import { keepExtension, prepareProfile } from './profile.ts'

/** A running Chromium with a profile of its own, into which the extension comes and goes. */
export interface Program {
  readonly profile: string
  readonly downloads: Downloads
  /** Another one after a restart. */
  puppet(): Puppet
  background(): Background
  /** Where names lead from now on. Only for a Chromium that was started with `hosts`. */
  lead(hosts: Record<string, number>): void
  /** @returns its origin; empty without an extension */
  install(): Promise<string>
  uninstall(extensionOrigin: string): Promise<void>
  restart(): Promise<void>
  close(): Promise<void>
  /** Waits until it is closed, by `close` or by a person. */
  closed(): Promise<void>
}

export async function startProgram(options: LaunchOptions): Promise<Program> {
  const folder = createFolder('chromium')
  const socks = options.hosts && (await startSocks(options.hosts))
  const end = createEnd()
  const env = await withoutDesktop(folder.path)
  const begin = async () => end.watch(await start(folder.path, env, options, socks?.port))
  const tidy = async () => {
    await socks?.close()
    folder.remove()
  }

  const downloads = createDownloads(folder.path)
  await prepareProfile(folder.path, downloads.folder)
  let puppet = await begin().catch(async (error) => {
    await tidy()
    throw error
  })
  let background = watchBackground(puppet)

  return {
    profile: folder.path,
    downloads,
    puppet: () => puppet,
    background: () => background,
    lead(hosts) {
      if (!socks) throw new Error('This Chromium was started without hosts')
      socks.lead(hosts)
    },
    async install() {
      const { extension } = options
      if (extension === null) return ''
      return background.originOf(() => puppet.installExtension(resolve(extension)))
    },
    async uninstall(extensionOrigin) {
      await puppet.uninstallExtension(new URL(extensionOrigin).host)
    },
    async restart() {
      end.expectRestart()
      await puppet.close()
      await keepExtension(folder.path)
      puppet = await begin()
      background = watchBackground(puppet)
      if (options.extension !== null) await until('the background', background.isAlive)
    },
    async close() {
      await puppet.close()
      await tidy()
    },
    closed: () => end.reached,
  }
}

function start(
  profile: string,
  env: NodeJS.ProcessEnv,
  options: LaunchOptions,
  socksPort: number | undefined,
): Promise<Puppet> {
  return puppeteer.launch({
    executablePath: requireBrowser('chromium'),
    headless: options.headless ?? true,
    pipe: true,
    env,
    userDataDir: profile,
    acceptInsecureCerts: options.hosts !== undefined,
    // An emulated viewport would undo the popup's own size.
    defaultViewport: null,
    enableExtensions: true,
    protocolTimeout: 30_000,
    networkEnabled: false, // nobody asks what was sent: the servers know
    // Pages open windows only in a click, as they do for people.
    ignoreDefaultArgs: ['--disable-popup-blocking'],
    args: chromiumArguments(socksPort),
  })
}
