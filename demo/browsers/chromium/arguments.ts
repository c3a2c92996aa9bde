/** @param socksPort of the server that all names but loopback's own go to */
export function chromiumArguments(socksPort: number | undefined): string[] {
  return [
    // Chromium refuses to sandbox root, which is who containers and CI run as.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-gpu',
    // Processes that no journey needs take a tenth of its processor time each.
    '--in-process-gpu',
    '--disable-features=SpareRendererForSitePerProcess',
    // Tabs of one site share a process, where there is one: each start of one takes a fifth of a second.
    '--renderer-process-limit=1',
    // What its windows, bubbles and tabs do on the way takes longer than the popup itself.
    '--animation-duration-scale=0',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--lang=en-US',
    '--window-size=1280,900',
    // Light, whatever the desktop is.
    '--blink-settings=preferredColorScheme=1',
    // A way to the native permission prompt, see prompt.ts.
    '--enable-ui-devtools=0',
    '--enable-features=ui-debug-tools-enable-synthetic-events',
    ...(socksPort === undefined ? [] : proxy(socksPort)),
  ]
}

const proxy = (port: number) => [
  `--proxy-server=socks5://127.0.0.1:${port}`,
  '--ignore-certificate-errors',
]
