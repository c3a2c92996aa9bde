import type { Environment } from 'vitest/runtime'

/** What is to be done before a worker ends, by whoever runs in it. */
const ENDS = Symbol.for('foyer: ends of this worker')

type Worker = { [ENDS]?: Set<() => Promise<void>> }

export function atWorkersEnd(): Set<() => Promise<void>> {
  const worker = globalThis as Worker
  worker[ENDS] ??= new Set()
  return worker[ENDS]
}

/**
 * Vitest tells nobody but an environment that a worker, which runs many files, is about to end.
 * https://vitest.dev/guide/environment#custom-environment
 */
export default {
  name: 'worker',
  viteEnvironment: 'ssr',
  setup: () => ({
    async teardown() {
      await Promise.all([...atWorkersEnd()].map((end) => end()))
    },
  }),
} satisfies Environment
