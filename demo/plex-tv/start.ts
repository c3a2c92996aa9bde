import { parseArgs } from 'node:util'
import { type PlexTvOptions, startPlexTv } from './server.ts'

const DEFAULT_PORT = 32499

const USAGE = `npm run plex -- [--port N] [--tls-port N] [--claimed-life MS] [--polls-per-second N]

  --port              http port, default ${DEFAULT_PORT}; 0 takes a free one
  --tls-port          TLS port, default: a free one
  --claimed-life      how long a claimed PIN lives, in milliseconds, default 30000
  --polls-per-second  more polls of one PIN than that are refused, default 2`

function refuse(message: string): never {
  console.error(`${message}\n\n${USAGE}`)
  process.exit(2)
}

function number(name: string, text: string, highest: number): number {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (!Number.isFinite(value) || value < 0 || value > highest) {
    refuse(`--${name} is a number from 0 to ${highest}, not "${text}"`)
  }
  return value
}

function port(name: string, text: string): number {
  const value = number(name, text, 65_535)
  return Number.isInteger(value) ? value : refuse(`--${name} is a whole number, not "${text}"`)
}

function readOptions(): PlexTvOptions {
  const string = { type: 'string' } as const
  try {
    const { values } = parseArgs({
      options: {
        port: { ...string, default: String(DEFAULT_PORT) },
        'tls-port': { ...string, default: '0' },
        'claimed-life': { ...string, default: '30000' },
        'polls-per-second': { ...string, default: '2' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    if (values.help) {
      console.error(USAGE)
      process.exit(0)
    }
    const pollsPerSecond = number('polls-per-second', values['polls-per-second'], 1000)
    if (pollsPerSecond === 0) refuse('--polls-per-second is more than 0')
    return {
      port: port('port', values.port),
      tlsPort: port('tls-port', values['tls-port']),
      claimedPinLifetimeMs: number('claimed-life', values['claimed-life'], 1_800_000),
      pollsPerSecond,
    }
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error))
  }
}

const options = readOptions()
const plex = await startPlexTv(options).catch((error: Error) => {
  console.error(`The demo plex.tv can't start: ${error.message}`)
  process.exit(1)
})

// The first line is for programs. The token is the demo account's: it opens nothing else.
console.log(
  JSON.stringify({
    url: plex.url,
    token: plex.token,
    clientIdentifier: plex.clientIdentifier,
    tlsUrl: plex.tlsUrl,
    account: { id: plex.account.id, title: plex.account.title, username: plex.account.username },
  }),
)
console.error(`Demo plex.tv: ${plex.url} and ${plex.tlsUrl} (this machine only)
  sign-in page  ${plex.url}/auth#?clientID=…&code=…&context%5Bdevice%5D%5Bproduct%5D=…
  link page     ${plex.url}/link
  requests      ${plex.url}/demo/log
Ctrl+C stops it.`)

const stop = () => {
  plex.close().then(() => process.exit(0))
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
