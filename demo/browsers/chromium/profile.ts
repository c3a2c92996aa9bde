import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * The mark of an extension that the debugging protocol brought: the next start leaves it out. It is what
 * such a profile has beside one that a person loaded the extension into.
 */
const BY_PROTOCOL = 1 << 15

interface Preferences {
  extensions?: { settings?: Record<string, { creation_flags?: number }> }
}

/**
 * Puts developer mode into a new profile. Without it Chromium turns an unpacked extension off as
 * soon as it is loaded again.
 *
 * @param downloads the folder to save to, without asking
 */
export async function prepareProfile(folder: string, downloads: string): Promise<void> {
  await mkdir(join(folder, 'Default'))
  const preferences = {
    extensions: { ui: { developer_mode: true } },
    download: { default_directory: downloads, prompt_for_download: false },
  }
  await writeFile(preferencesOf(folder), JSON.stringify(preferences))
}

/**
 * Makes the extension one that a person has loaded: then a restart is to it what it is to everybody's
 * extensions, with `onStartup`, its alarms and what was permitted to it. Only while the browser is
 * closed.
 */
export async function keepExtension(folder: string): Promise<void> {
  const preferences: Preferences = JSON.parse(await readFile(preferencesOf(folder), 'utf8'))
  for (const extension of Object.values(preferences.extensions?.settings ?? {})) {
    if (extension.creation_flags) extension.creation_flags &= ~BY_PROTOCOL
  }
  await writeFile(preferencesOf(folder), JSON.stringify(preferences))
}

const preferencesOf = (folder: string) => join(folder, 'Default', 'Preferences')
