import { parseArgs } from 'node:util'
import { type BrowserKind, launchBrowser } from './browsers/index.ts'
import { build, buildSdk } from './build.ts'
import { startPlexTv } from './plex-tv/server.ts'
import { startDemoSite } from './site/server.ts'
import { walk, walkWithout } from './tour.ts'

const USAGE = 'Usage: npm start -- [--browser chromium|firefox] [--headless] [--without-extension]'

const { browser: kind, headless, withExtension } = readArguments()
const hasDisplay = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
const isAlone = headless || (process.platform === 'linux' && !hasDisplay)

console.log('Building…')
buildSdk()
const extension = withExtension ? build(kind) : null
const plex = await startPlexTv()
const site = await startDemoSite({ port: 8484 }).catch(() => startDemoSite())
const browser = await launchBrowser(kind, {
  extension,
  headless: isAlone,
  hosts: {
    'plex.tv:443': plex.tlsPort,
    'clients.plex.tv:443': plex.tlsPort,
    'app.plex.tv:443': plex.tlsPort,
    // One way to one of the servers, so that "Check connections" finds something.
    [plex.mediaServer]: plex.tlsPort,
  },
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)

try {
  if (isAlone) {
    console.log('There is no display, so the journey is walked headless.')
    const tour = withExtension ? walk : walkWithout
    await tour({ browser, site, folder: '.output/tour' })
  } else {
    await browser.newTab(site.url)
    const next = withExtension ? ' Click the Foyer button on the toolbar.' : ''
    console.log(`A companion app is open at ${site.url}.${next}`)
    console.log('plex.tv is the demo: nothing here is real. Press Ctrl+C to stop.')
    await browser.closed()
  }
} finally {
  await stop()
}

async function stop(): Promise<void> {
  await Promise.allSettled([browser.close(), site.close(), plex.close()])
}

function readArguments(): { browser: BrowserKind; headless: boolean; withExtension: boolean } {
  const { values } = parseArgs({
    options: {
      browser: { type: 'string', default: 'chromium' },
      headless: { type: 'boolean', default: false },
      'without-extension': { type: 'boolean', default: false },
    },
  })
  const { browser, headless, 'without-extension': without } = values
  if (browser === 'chromium' || browser === 'firefox') {
    return { browser, headless, withExtension: !without }
  }
  console.error(`There is no browser "${browser}" here.\n${USAGE}`)
  process.exit(2)
}
