import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserKind } from './browser.ts'

/** A folder for a browser's profile. It goes at the latest with this process. */
export function createFolder(kind: BrowserKind) {
  const path = mkdtempSync(join(tmpdir(), `foyer-${kind}-`))
  const remove = () => {
    process.off('exit', remove)
    // A browser that has just closed may still be writing.
    rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
  process.on('exit', remove)
  return { path, remove }
}
