import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Puts developer mode into a new profile. Without it Chromium turns an unpacked extension off as
 * soon as it is loaded again.
 */
export async function prepareProfile(folder: string): Promise<void> {
  await mkdir(join(folder, 'Default'))
  const preferences = { extensions: { ui: { developer_mode: true } } }
  await writeFile(join(folder, 'Default', 'Preferences'), JSON.stringify(preferences))
}
