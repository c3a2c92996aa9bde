import { mkdirSync } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { until } from './wait.ts'

/** Chromium begins with a hidden one. */
const UNFINISHED = /^\.|\.(crdownload|part|tmp)$/

/** The folder that a browser saves to, in its profile's. */
export function createDownloads(profile: string) {
  const folder = join(profile, 'downloads')
  mkdirSync(folder)

  /** The path of a file that is whole. Firefox makes an empty one in its place first. */
  async function saved(): Promise<string | undefined> {
    const names = await readdir(folder)
    const [path] = names.map((name) => join(folder, name))
    if (path === undefined || names.some((name) => UNFINISHED.test(name))) return undefined
    return (await stat(path)).size > 0 ? path : undefined
  }

  return {
    folder,
    wait: (timeoutMs?: number): Promise<string> => until('a download', saved, timeoutMs),
    async clear(): Promise<void> {
      for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true })
    },
  }
}

export type Downloads = ReturnType<typeof createDownloads>
