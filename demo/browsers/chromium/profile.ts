import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

// Manifest::Location in Chromium's extensions/common/mojom/manifest_location.mojom
const UNPACKED = 4
const COMMAND_LINE = 8

interface Preferences {
  extensions?: { settings?: Record<string, { location?: number }> }
}

/**
 * Puts developer mode into a new profile. Without it Chromium turns an unpacked extension off as
 * soon as it is loaded again.
 */
export async function prepareProfile(folder: string): Promise<void> {
  await mkdir(join(folder, 'Default'))
  const preferences = { extensions: { ui: { developer_mode: true } } }
  await writeFile(preferencesOf(folder), JSON.stringify(preferences))
}

/**
 * Makes the extension that the command line brought one that was installed: then a restart is to it
 * what it is to everybody's extensions, with `onStartup`, its alarms and what was permitted to it.
 * Only while the browser is closed.
 */
export async function keepExtension(folder: string): Promise<void> {
  const preferences: Preferences = JSON.parse(await readFile(preferencesOf(folder), 'utf8'))
  for (const extension of Object.values(preferences.extensions?.settings ?? {})) {
    if (extension.location === COMMAND_LINE) extension.location = UNPACKED
  }
  await writeFile(preferencesOf(folder), JSON.stringify(preferences))
}

const preferencesOf = (folder: string) => join(folder, 'Default', 'Preferences')
