import { generate } from 'selfsigned'

export interface Certificate {
  /** PEM. */
  cert: string
  key: string
}

const NAMES = ['plex.tv', 'clients.plex.tv', 'app.plex.tv', 'localhost']

let made: Promise<Certificate> | undefined

/** A certificate for the three hosts and this machine, made anew for each process. */
export function certificate(): Promise<Certificate> {
  made ??= make()
  return made
}

async function make(): Promise<Certificate> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'Demo plex.tv' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [
          ...NAMES.map((value) => ({ type: 2 as const, value })),
          { type: 7 as const, ip: '127.0.0.1' },
        ],
      },
      { name: 'basicConstraints', cA: false },
    ],
  })
  return { cert, key }
}
