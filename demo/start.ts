import { parseArgs } from 'node:util'
import { type BrowserKind, launchBrowser } from './browsers/index.ts'
import { build } from './build.ts'
import { startPlexTv } from './plex-tv/server.ts'
import { startDemoSite } from './site/server.ts'
import { walk } from './tour.ts'

const USAGE = 'Usage: npm start -- [--browser chromium|firefox] [--headless]'

const { browser: kind, headless } = readArguments()
const hasDisplay = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
const isAlone = headless || (process.platform === 'linux' && !hasDisplay)

console.log('Building the extension…')
const extension = build(kind)
const plex = await startPlexTv()
const site = await startDemoSite({ port: 8484 }).catch(() => startDemoSite())
const browser = await launchBrowser(kind, {
  extension,
  headless: isAlone,
  hosts: {
    'plex.tv:443': plex.tlsPort,
    'clients.plex.tv:443': plex.tlsPort,
    'app.plex.tv:443': plex.tlsPort,
  },
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)

try {
  if (isAlone) {
    console.log('There is no display, so the journey is walked headless.')
    await walk({ browser, site, folder: '.output/tour' })
  } else {
    await browser.newTab(site.url)
    console.log(`A companion app is open at ${site.url}. Click the Foyer button on the toolbar.`)
    console.log('plex.tv is the demo: nothing here is real. Press Ctrl+C to stop.')
    await browser.closed()
  }
} finally {
  await stop()
}

async function stop(): Promise<void> {
  await Promise.allSettled([browser.close(), site.close(), plex.close()])
}

function readArguments(): { browser: BrowserKind; headless: boolean } {
  const { browser, headless } = parseArgs({
    options: {
      browser: { type: 'string', default: 'chromium' },
      headless: { type: 'boolean', default: false },
    },
  }).values
  if (browser === 'chromium' || browser === 'firefox') return { browser, headless }
  console.error(`There is no browser "${browser}" here.\n${USAGE}`)
  process.exit(2)
}
