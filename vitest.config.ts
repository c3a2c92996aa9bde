import { defineConfig } from 'vitest/config'
import { WxtVitest } from 'wxt/testing/vitest-plugin'

const unit = ['{lib,entrypoints,demo,sdk}/**/*.test.ts', 'tests/{repo,contract}/**/*.test.ts']

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [await WxtVitest()],
        // What is cut at each of its steps is begun a hundred times: on a busy machine, seconds.
        test: { name: 'unit', include: unit, testTimeout: 20_000 },
      },
      {
        test: {
          name: 'e2e',
          // Node itself reads demo/: its functions travel into pages as source, so nobody may rewrite them.
          server: { deps: { external: [/\/demo\//] } },
          include: ['tests/{e2e,hostile,faults}/**/*.test.ts'],
          // A worker's browser serves one file after the other; see tests/e2e/lending.ts.
          isolate: false,
          environment: './tests/e2e/worker.ts',
          // A journey waits a third of its time. Three at once would wait for one another.
          maxWorkers: 2,
          // A browser on a busy machine now and then loses an input. The first failure is shown all the same.
          retry: 1,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
