import { describe, expect, test } from 'vitest'
import { neededBrowsers, planInstall } from './browsers.mjs'
import { findBrowser } from './find-browser.mjs'

const machine = {
  hasApt: true,
  isRoot: false,
  isCi: false,
  isTerminal: false,
  sudoWithoutPassword: false,
}

describe('which browsers a script needs', () => {
  test.each([
    ['tests/run.ts', [], ['chromium', 'firefox']],
    ['demo/start.ts', [], ['chromium']],
    ['demo/start.ts', ['--browser', 'firefox'], ['firefox']],
    ['demo/start.ts', ['--headless', '--browser=firefox'], ['firefox']],
    ['/somewhere/demo/start.ts', ['--browser', 'chromium'], ['chromium']],
  ])('%s %j: %j', (script, args, browsers) => {
    expect(neededBrowsers(script, args)).toEqual(browsers)
  })
})

describe('how a missing browser is installed', () => {
  test('at once as root', () => {
    const plan = planInstall(['firefox'], { ...machine, isRoot: true })
    expect(plan).toMatchObject({ kind: 'install' })
    expect(plan).toHaveProperty('commands.1', [
      'env',
      'DEBIAN_FRONTEND=noninteractive',
      'apt-get',
      'install',
      '-y',
      'firefox-esr',
    ])
  })

  test('at once in CI, by a sudo that asks nothing', () => {
    const plan = planInstall(['chromium'], { ...machine, isCi: true, sudoWithoutPassword: true })
    expect(plan).toHaveProperty('kind', 'install')
    expect(plan).toHaveProperty('commands.0', ['sudo', '-n', 'apt-get', 'update'])
  })

  test('after a question to a person at a terminal, even when sudo would ask nothing', () => {
    const plan = planInstall(['chromium'], {
      ...machine,
      isTerminal: true,
      sudoWithoutPassword: true,
    })
    expect(plan).toHaveProperty('kind', 'ask')
  })

  test.each([
    ['nobody is there to ask', machine],
    ['CI has no sudo', { ...machine, isCi: true, isTerminal: true }],
  ])('not when %s: it prints the command', (_, where) => {
    const plan = planInstall(['chromium', 'firefox'], where)
    expect(plan).toHaveProperty('kind', 'refuse')
    expect(plan).toHaveProperty('message', expect.stringMatching(/install -y chromium firefox-esr/))
  })

  test('not without apt: it says what to install and which variable to set', () => {
    const plan = planInstall(['firefox'], { ...machine, hasApt: false, isRoot: true })
    expect(plan).toHaveProperty('kind', 'refuse')
    expect(plan).toHaveProperty('message', expect.stringMatching(/Firefox ESR.*FIREFOX_PATH/))
  })
})

describe('where a browser is', () => {
  test('where the variable says', () => {
    expect(findBrowser('firefox', { FIREFOX_PATH: '/opt/fox', PATH: '' })).toBe('/opt/fox')
  })
})
