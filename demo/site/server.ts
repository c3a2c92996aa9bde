import { access, readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface DemoSite {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  readonly port: number
  close(): Promise<void>
}

/** Files by their address: a path from here or a `file:` address, and a media type. */
export type SiteFiles = Readonly<Record<string, readonly [file: string, type: string]>>

const urlOf = (file: string) => new URL(file, import.meta.url)

const SDK = '../../sdk/dist/foyer-page.js'
const SCRIPT = 'text/javascript; charset=utf-8'
const HTML = 'text/html; charset=utf-8'

/** By their address; what the SDK is built into is served as it ships. */
const FILES: SiteFiles = {
  '/': ['page/index.html', HTML],
  '/app.js': ['page/app.js', SCRIPT],
  '/plex.js': ['page/plex.js', SCRIPT],
  '/button.html': ['page/button.html', HTML],
  '/button.js': ['page/button.js', SCRIPT],
  '/signed-in.html': ['page/signed-in.html', HTML],
  '/signed-in.js': ['page/signed-in.js', SCRIPT],
  '/style.css': ['page/style.css', 'text/css; charset=utf-8'],
  '/foyer-page.js': [SDK, SCRIPT],
  '/foyer-page.global.js': ['../../sdk/dist/foyer-page.global.js', SCRIPT],
}

// As strict as a careful companion app's: the extension needs no hole in it.
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src https://plex.tv https://clients.plex.tv; base-uri 'none'; form-action 'none'"

/**
 * Serves the demo companion app on 127.0.0.1. Rejects when the port is taken, or the SDK isn't built.
 *
 * @param files more of them, served under the same policy
 */
export async function startDemoSite({
  port = 0,
  files = {},
}: {
  port?: number
  files?: SiteFiles
} = {}): Promise<DemoSite> {
  const all: SiteFiles = { ...FILES, ...files }
  await access(urlOf(SDK)).catch((cause) => {
    throw new Error('sdk/dist is missing: npm run build makes it', { cause })
  })
  const server = createServer(async ({ url = '/' }, response) => {
    const known = all[new URL(url, 'http://localhost').pathname]
    if (!known) {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found')
      return
    }
    const [file, type] = known
    const body = await readFile(urlOf(file))
    response.writeHead(200, { 'Content-Type': type, 'Content-Security-Policy': POLICY }).end(body)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const { port: taken } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${taken}`,
    port: taken,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
