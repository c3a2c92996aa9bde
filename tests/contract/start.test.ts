import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { describe, expect, it, onTestFinished } from 'vitest'
import { bearing, call } from './plex.ts'

const START = 'demo/plex-tv/start.ts'

function run(...args: string[]) {
  const child = spawn(process.execPath, [START, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  return {
    child,
    errors: () => errors,
    exit: once(child, 'close') as Promise<[number | null]>,
    firstLine: async () => String((await once(createInterface(child.stdout), 'line'))[0]),
  }
}

describe('npm run plex', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('says its first line and stops at %s', async (signal) => {
    const started = run('--port', '0')
    const first = JSON.parse(await started.firstLine()) as Record<string, string>
    expect(first).toMatchObject({ clientIdentifier: 'demo-plex-tv-first-device' })
    const answer = await call(first.url ?? '', 'GET /api/v2/user', {
      headers: bearing(first.token ?? ''),
    })
    expect(answer.status).toBe(200)
    started.child.kill(signal)
    expect((await started.exit)[0]).toBe(0)
    expect(started.errors()).not.toContain(first.token)
  })

  it.each([
    ['--port', 'x'],
    ['--port', '70000'],
    ['--port', '1.5'],
    ['--polls-per-second', '0'],
    ['--nonsense', '1'],
    ['stray', 'stray'],
  ])('exits 2 with a message for %s %s', async (...args) => {
    const started = run(...args)
    expect((await started.exit)[0]).toBe(2)
    expect(started.errors()).toContain('npm run plex')
  })

  it('exits 1 with a message when the port is taken', async () => {
    const first = run('--port', '0')
    const { url } = JSON.parse(await first.firstLine()) as { url: string }
    const second = run('--port', new URL(url).port)
    expect((await second.exit)[0]).toBe(1)
    expect(second.errors()).toContain('EADDRINUSE')
  })
})
