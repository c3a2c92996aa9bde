import { spawn } from 'node:child_process'
import { constants } from 'node:os'

const STOPS = ['SIGINT', 'SIGTERM'] as const

/** The programs of our packages, which Node runs without npx or a shell in between. */
export const TOOLS = {
  biome: 'node_modules/@biomejs/biome/bin/biome',
  foyerPage: 'sdk/build.ts',
  knip: 'node_modules/knip/bin/knip.js',
  tsc: 'node_modules/typescript/bin/tsc',
  vitest: 'node_modules/vitest/vitest.mjs',
  webExt: 'node_modules/web-ext/bin/web-ext.js',
  wxt: 'node_modules/wxt/bin/wxt.mjs',
}

export interface Outcome {
  ok: boolean
  /** stdout and stderr as they came; empty when the person saw them already. */
  output: string
  stdout: string
}

/** @param watch whether its output goes to the person at once */
export async function runTool(
  tool: keyof typeof TOOLS,
  args: readonly string[],
  { watch = false } = {},
): Promise<Outcome> {
  const pipes = watch ? 'inherit' : 'pipe'
  const child = spawn(process.execPath, [TOOLS[tool], ...args], {
    stdio: ['ignore', pipes, pipes],
  })
  let stdout = ''
  let output = ''
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    stdout += text
    output += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    output += text
  })
  // Told to stop, the run ends; first the child puts its browsers away.
  const stop = (signal: NodeJS.Signals) => {
    child.once('close', () => process.exit(128 + constants.signals[signal]))
    // Ctrl+C in a terminal has reached the child already.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
  }
  for (const signal of STOPS) process.once(signal, stop)
  try {
    const code = await new Promise((done, fail) => {
      child.on('error', fail)
      child.on('close', done)
    })
    return { ok: code === 0, output, stdout }
  } finally {
    for (const signal of STOPS) process.off(signal, stop)
  }
}
