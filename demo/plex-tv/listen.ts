import { createServer as createHttp, type Server } from 'node:http'
import { createServer as createHttps } from 'node:https'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import type { Certificate } from './certificate.ts'
import type { Env } from './http/context.ts'

const LOOPBACK = '127.0.0.1'

export interface Listening {
  port: number
  close(): Promise<void>
}

/** Serves the app on the loopback address alone; over TLS when there is a certificate. */
export async function listen(
  app: Hono<Env>,
  port: number,
  tls: Certificate | null,
): Promise<Listening> {
  const listener = getRequestListener(
    (request, env) => app.fetch(request, env as Env['Bindings']),
    {
      overrideGlobalObjects: false,
    },
  )
  const server: Server = tls ? createHttps(tls, listener) : createHttp(listener)
  // A browser quietly repeats a request that a reused connection lost; here it must be seen.
  server.maxRequestsPerSocket = 1
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, LOOPBACK, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
