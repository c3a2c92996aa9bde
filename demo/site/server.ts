import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface DemoSite {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  readonly port: number
  close(): Promise<void>
}

const FILES: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/app.js': ['app.js', 'text/javascript; charset=utf-8'],
  '/foyer.js': ['foyer.js', 'text/javascript; charset=utf-8'],
  '/style.css': ['style.css', 'text/css; charset=utf-8'],
}

// As strict as a careful companion app's: the extension needs no hole in it.
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src https://plex.tv; base-uri 'none'; form-action 'none'"

/** Serves the demo companion app on 127.0.0.1. Rejects when the port is taken. */
export async function startDemoSite({ port = 0 }: { port?: number } = {}): Promise<DemoSite> {
  const server = createServer(async ({ url = '/' }, response) => {
    const known = FILES[new URL(url, 'http://localhost').pathname]
    if (!known) {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found')
      return
    }
    const [file, type] = known
    const body = await readFile(new URL(`page/${file}`, import.meta.url))
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
