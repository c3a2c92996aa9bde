import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserKind } from './browser.ts'

const MEMORY = '/dev/shm'
const ENOUGH_BYTES = 4e9

/** Profiles are written much and kept never: in memory, where there is enough of it. */
function place(): string {
  if (!existsSync(MEMORY)) return tmpdir()
  const { bavail, bsize } = statfsSync(MEMORY)
  return bavail * bsize > ENOUGH_BYTES ? MEMORY : tmpdir()
}

/** A folder for a browser's profile. It goes at the latest with this process. */
export function createFolder(kind: BrowserKind) {
  const path = mkdtempSync(join(place(), `foyer-${kind}-`))
  const remove = () => {
    process.off('exit', remove)
    // A browser that has just closed may still be writing.
    rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
  process.on('exit', remove)
  return { path, remove }
}
