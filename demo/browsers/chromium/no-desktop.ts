import { mkdir, symlink } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

/** With these Chromium keeps the icons and menus of a desktop, for each extension that comes or goes. */
const TOOLS = ['xdg-icon-resource', 'xdg-desktop-menu']

/**
 * An environment in which Chromium leaves this machine's own menus alone, and starts no dozen of programs
 * for them: they took a quarter of a test's processor time.
 *
 * @param folder of the browser's own
 */
export async function withoutDesktop(folder: string): Promise<NodeJS.ProcessEnv> {
  const tools = join(folder, 'no-desktop')
  await mkdir(tools)
  for (const name of TOOLS) await symlink('/bin/true', join(tools, name))
  return { ...process.env, PATH: `${tools}${delimiter}${process.env.PATH}` }
}
