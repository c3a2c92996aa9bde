import { readFile, writeFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { type Tab, until } from '../../demo/browsers/index.ts'
import { connectPage } from './page-client.ts'
import { storedRecords } from './records.ts'
import { SETTINGS } from './several.ts'
import { accountToken, ask, getToken, letIn, naming } from './sharing.ts'
import { beSignedIn } from './signed-in.ts'
import { BROWSERS, type Stage, setStage } from './stage.ts'

const MOVED = 'http://moved.test'
const PRIVATE = 'Answer sites in private windows'

/** Exports what is here. @returns where the browser has saved it */
async function exported({ browser }: Stage, settings: Tab): Promise<string> {
  await settings.click('button', 'Export')
  const path = await browser.download()
  await settings.waitForText(/was handed to the browser/)
  return path
}

/** Writes one more site into a file, as a person can. */
async function addSite(path: string, origin: string): Promise<void> {
  const file = JSON.parse(await readFile(path, 'utf8'))
  await writeFile(
    path,
    JSON.stringify({ ...file, sites: [...file.sites, { origin, userId: null }] }),
  )
}

/** The file is chosen, and its preview there. */
async function preview(settings: Tab, path: string): Promise<void> {
  await settings.chooseFile('button', 'Import', path)
  await settings.waitFor('heading', /^Import from /)
}

type Session = { storage: { session: { get(key: string): Promise<object> } } }

const isIntended = ({ browser }: Stage) =>
  browser.inBackground(async () => {
    const { session } = (globalThis as unknown as { chrome: Session }).chrome.storage
    return 'allow-intent' in (await session.get('allow-intent'))
  })

const sitesStored = async ({ browser }: Stage) =>
  Object.keys(await storedRecords(browser)).filter((key) => key.startsWith('site:'))

describe.each(BROWSERS)('settings in a file, in %s', (kind) => {
  test('come back after all was signed out, what gives more only where it is chosen', async () => {
    const stage = await setStage(kind, { siteNames: ['moved.test'], isFresh: true })
    const { browser, plex, site, tab } = stage
    const page = await letIn(stage)
    await ask(stage, tab, page)
    const secrets = [accountToken(stage), (await getToken(page)).token]
    const settings = await browser.openExtensionPage(SETTINGS)
    await settings.click('button', 'Rename')
    await settings.type('textbox', 'Name', 'Living room')
    await settings.click('button', 'Save')
    await settings.click('checkbox', PRIVATE)
    const path = await exported(stage, settings)
    const text = await readFile(path, 'utf8')
    const userId = String(plex.account.id)
    expect(JSON.parse(text)).toMatchObject({
      settings: { privateWindows: true },
      accounts: [{ userId, ownName: 'Living room' }],
      sites: [{ origin: site.url, userId }],
    })
    for (const secret of secrets) expect(text).not.toContain(secret)

    await settings.click('button', 'Sign out everywhere')
    await settings.within('group', /sign out every account/).click('button', 'Sign out everywhere')
    await settings.waitForText('No account yet')
    await settings.click('checkbox', PRIVATE)
    await beSignedIn(stage)
    await settings.waitFor('button', 'Rename')
    await addSite(path, MOVED)
    await preview(settings, path)
    const part = settings.within('region', 'Settings')
    await part.waitForText('“Demo Person” will be called “Living room”.')
    for (const name of [site.url, MOVED]) {
      expect(await part.state('checkbox', name)).toMatchObject({ checked: false })
    }
    expect(await settings.axe()).toEqual([])
    await part.click('button', 'Choose all 2')
    await part.click('button', 'Import')
    await browser.answerPrompt(true)
    await settings.waitForText('Imported. 2 sites may ask now.')
    await settings.within('listitem', /Living room/).waitFor('button', 'Sign out')
    for (const name of [site.url, MOVED]) {
      await settings.within('listitem', naming(name)).waitForText('Has nothing yet')
    }
    expect(await part.state('checkbox', PRIVATE)).toMatchObject({ checked: false })
    const moved = await connectPage(await browser.newTab(MOVED))
    expect(await moved.failure('token.get')).toMatchObject({ code: 4100 })
  })

  test('let no site in where the person says no, or the file is none; and a stop in between is no answer', async () => {
    const stage = await setStage(kind, { siteNames: ['moved.test'], isFresh: true })
    const { browser } = stage
    const settings = await browser.openExtensionPage(SETTINGS)
    const path = await exported(stage, settings)
    const text = await readFile(path, 'utf8')
    await writeFile(path, text.slice(0, -20))
    await settings.chooseFile('button', 'Import', path)
    await settings.waitFor('alert', /not a settings file of Foyer/)
    expect(await settings.axe()).toEqual([])

    await writeFile(path, text)
    await addSite(path, MOVED)
    await preview(settings, path)
    await settings.click('checkbox', MOVED)
    await settings.click('button', 'Import')
    await browser.answerPrompt(false)
    await settings.waitFor('alert', /none of them was allowed/)
    expect(await sitesStored(stage)).toEqual([])

    await settings.click('button', 'Import')
    await until('the wish to be noted', () => isIntended(stage))
    await browser.stopBackground()
    await browser.answerPrompt(true)
    await settings.within('listitem', naming(MOVED)).waitForText('Has nothing yet')
    expect(await sitesStored(stage)).toEqual([`site:${MOVED}`])
  })
})
