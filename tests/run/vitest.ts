import { mkdir, readFile, rm } from 'node:fs/promises'
import { runTool } from './command.ts'
import { type Count, none, sum } from './count.ts'

interface Report {
  testResults: {
    name: string
    status: string
    message: string
    assertionResults: { fullName: string; status: string }[]
  }[]
}

const BROWSERS = ['chromium', 'firefox']

/**
 * Runs one project of vitest.config.ts.
 *
 * @param filters parts of file names
 * @returns the count of everything, and of each browser that tests name
 */
export async function runVitest(project: string, filters: readonly string[]) {
  const file = `.output/tests/${project}.json`
  await mkdir('.output/tests', { recursive: true })
  await rm(file, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const args = ['run', '--project', project, ...reporters, '--passWithNoTests', ...filters]
  const { ok } = await runTool('vitest', args, { watch: true })
  const report: Report = await readFile(file, 'utf8').then(JSON.parse, () => ({ testResults: [] }))
  const total = countOf(report, () => true)
  // What vitest counts under no test, e.g. an error that nobody caught, is a failure all the same.
  if (!ok && total.failed === 0) total.failed = 1
  const browsers = BROWSERS.map((browser) => {
    const names = new RegExp(`\\b${browser}\\b`, 'i')
    return { browser, ...countOf(report, (name) => names.test(name)) }
  })
  return { total, browsers: browsers.filter(({ passed, failed }) => passed + failed > 0) }
}

function countOf({ testResults }: Report, fits: (name: string) => boolean): Count {
  const counts = testResults.map(({ name, status, assertionResults }) => {
    // A file that can't even be read has no tests in it; it counts as one that failed.
    const broken = status === 'failed' && assertionResults.length === 0 && fits(name)
    const own = assertionResults.filter(({ fullName }) => fits(`${name} ${fullName}`))
    const passed = own.filter((test) => test.status === 'passed').length
    const failed = own.filter((test) => test.status === 'failed').length
    return { passed, failed: failed + Number(broken), skipped: own.length - passed - failed }
  })
  return counts.reduce(sum, none())
}
