import { describe, expect, test } from 'vitest'
import { installedVersion, majorVersion, oldestVersion } from './browser-version.mjs'
import { lackOf, neededBrowsers, planInstall } from './browsers.mjs'
import { findBrowser } from './find-browser.mjs'

const chromium = { kind: 'chromium', oldest: 127 } as const
const firefox = { kind: 'firefox', oldest: 142 } as const

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
    const plan = planInstall([firefox], { ...machine, isRoot: true })
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
    const plan = planInstall([chromium], { ...machine, isCi: true, sudoWithoutPassword: true })
    expect(plan).toHaveProperty('kind', 'install')
    expect(plan).toHaveProperty('commands.0', ['sudo', '-n', 'apt-get', 'update'])
  })

  test('after a question to a person at a terminal, even when sudo would ask nothing', () => {
    const plan = planInstall([chromium], {
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
    const plan = planInstall([chromium, firefox], where)
    expect(plan).toHaveProperty('kind', 'refuse')
    expect(plan).toHaveProperty('message', expect.stringMatching(/install -y chromium firefox-esr/))
  })

  test('not without apt: it says what to install and which variable to set', () => {
    const plan = planInstall([firefox], { ...machine, hasApt: false, isRoot: true })
    expect(plan).toHaveProperty('kind', 'refuse')
    expect(plan).toHaveProperty(
      'message',
      expect.stringMatching(/Missing: Firefox ESR 142 .*FIREFOX_PATH/),
    )
  })
})

describe('where a browser is', () => {
  test('where the variable says', () => {
    expect(findBrowser('firefox', { FIREFOX_PATH: '/opt/fox', PATH: '' })).toBe('/opt/fox')
  })
})

describe('an installed browser that is older than the extension takes', () => {
  test.each([
    ['Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)', 156],
    ['Google Chrome for Testing 131.0.6778.85 ', 131],
    ['Mozilla Firefox 153.7.0esr', 153],
    ['Mozilla Firefox 142.0', 142],
    ['99.1', 99],
    ['command not found', undefined],
    ['', undefined],
  ])('"%s" is version %s', (text, version) => {
    expect(majorVersion(text)).toBe(version)
  })

  test('is told from one that is new enough, as numbers', () => {
    expect(lackOf('firefox', { version: 141 }, 142)).toEqual([{ ...firefox, found: 141 }])
    expect(lackOf('firefox', { version: 99 }, 142)).toEqual([{ ...firefox, found: 99 }])
    expect(lackOf('firefox', { version: 142 }, 142)).toEqual([])
    expect(lackOf('chromium', { version: 1000 }, 127)).toEqual([])
    expect(lackOf('chromium', undefined, 127)).toEqual([chromium])
    expect(lackOf('chromium', { version: undefined }, 127)).toEqual([])
  })

  test('is brought up to date from the packages, whose list is fetched first', () => {
    const old = { ...firefox, found: 128 }
    const plan = planInstall([old], { ...machine, isRoot: true })
    expect(plan).toHaveProperty('commands.0', ['apt-get', 'update'])
    expect(plan).toHaveProperty('commands.1', expect.arrayContaining(['install', 'firefox-esr']))
    expect(planInstall([old], machine)).toHaveProperty(
      'message',
      expect.stringMatching(/Too old: Firefox ESR 128; 142 or newer is needed/),
    )
  })

  test('what is old enough is what the manifests will say', () => {
    expect(oldestVersion('chromium')).toBe(127)
    expect(oldestVersion('firefox')).toBe(142)
    expect(() => oldestVersion('firefox', 'export default {}')).toThrow(/declares no oldest/)
  })

  test('a program that is not there has no version', () => {
    expect(installedVersion('/nowhere/firefox')).toBeUndefined()
  })
})
