import { resolve } from 'node:path'
import type { LaunchOptions } from '../browser.ts'

/** @param withExtension false when the profile already has it */
export function chromiumArguments(options: LaunchOptions, withExtension: boolean): string[] {
  return [
    // Chromium refuses to sandbox root, which is who containers and CI run as.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...(withExtension && options.extension !== null
      ? [`--load-extension=${resolve(options.extension)}`]
      : []),
    '--disable-gpu',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--lang=en-US',
    '--window-size=1280,900',
    // 0 is dark, 1 is light; unlike media emulation it reaches the popup as well.
    `--blink-settings=preferredColorScheme=${options.colorScheme === 'dark' ? 0 : 1}`,
    // A way to the native permission prompt, see prompt.ts.
    '--enable-ui-devtools=0',
    '--enable-features=ui-debug-tools-enable-synthetic-events',
    ...hostRules(options.hosts),
  ]
}

function hostRules(hosts: Record<string, number> | undefined): string[] {
  if (!hosts) return []
  const rules = Object.entries(hosts).map(([host, port]) => `MAP ${host} 127.0.0.1:${port}`)
  const loopback = ['127.0.0.1', 'localhost', '*.localhost'].map((name) => `EXCLUDE ${name}`)
  // The first rule that fits wins; EXCLUDE wins over all of them.
  const all = [...rules, 'MAP * ^NOTFOUND', ...loopback].join(', ')
  return [`--host-resolver-rules=${all}`, '--ignore-certificate-errors']
}
