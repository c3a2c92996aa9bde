import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'

/**
 * A SOCKS5 server that leads names to ports on loopback, and every other name nowhere. Unlike an HTTP
 * proxy it leaves plain http untouched, and unlike rules of a browser's own it can change its mind.
 * https://www.rfc-editor.org/rfc/rfc1928
 *
 * @param first `host:port`, or `host` for all its ports, to a port on loopback
 */
export async function startSocks(first: Record<string, number>) {
  let hosts = first
  const open = new Set<Socket>()
  const server = createServer((client) => {
    open.add(client)
    client.on('close', () => open.delete(client))
    client.on('error', () => client.destroy())
    serve(client, hosts).catch(() => client.destroy())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    port: (server.address() as AddressInfo).port,
    /** Other ports from now on; connections that are open stay. */
    lead(others: Record<string, number>): void {
      hosts = others
    },
    async close(): Promise<void> {
      for (const client of open) client.destroy()
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
}

async function serve(client: Socket, hosts: Record<string, number>): Promise<void> {
  const [, methods = 0] = await take(client, 2)
  await take(client, methods)
  client.write(Buffer.from([5, 0]))

  const [, command, , type] = await take(client, 4)
  const DOMAIN = 3
  const length = type === DOMAIN ? ((await take(client, 1))[0] ?? 0) : type === 4 ? 16 : 4
  const host = (await take(client, length)).toString('latin1')
  const port = (await take(client, 2)).readUInt16BE()
  const to =
    type === DOMAIN && command === 1 ? (hosts[`${host}:${port}`] ?? hosts[host]) : undefined
  const answer = (code: number) => Buffer.from([5, code, 0, 1, 127, 0, 0, 1, 0, 0])
  if (to === undefined) {
    const HOST_UNREACHABLE = 4
    client.end(answer(HOST_UNREACHABLE))
    return
  }
  const upstream = connect(to, '127.0.0.1')
  upstream.on('connect', () => {
    client.write(answer(0))
    client.pipe(upstream).pipe(client)
  })
  upstream.on('error', () => client.destroy())
  client.on('close', () => upstream.destroy())
}

async function take(client: Socket, length: number): Promise<Buffer> {
  if (length === 0) return Buffer.alloc(0)
  for (;;) {
    const bytes = client.read(length) as Buffer | null
    if (bytes) return bytes
    await new Promise<void>((done, fail) => {
      client.once('readable', done)
      client.once('close', () => fail(new Error('The client went away')))
    })
  }
}
