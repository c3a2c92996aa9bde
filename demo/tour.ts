import { glob, rm } from 'node:fs/promises'
import type { Browser, Surface } from './browsers/index.ts'
import type { DemoSite } from './site/server.ts'

interface Tour {
  readonly browser: Browser
  readonly site: DemoSite
  /** Where the pictures go; this browser's earlier ones are removed first. */
  readonly folder: string
}

/** Walks the whole journey the way a person does, says each step and takes a picture of it. */
export async function walk({ browser, site, folder }: Tour): Promise<void> {
  const step = await startAlbum(folder, browser.kind)
  const tab = await browser.newTab(site.url)
  await tab.waitForText('Foyer is not here')
  await step('A companion app that knows nothing of Foyer yet', tab)

  let popup = await browser.openPopup(tab)
  await popup.waitFor('button', 'Sign in with Plex')
  await step('The toolbar popup, signed out', popup)
  await popup.click('button', 'Use a code')
  await popup.waitFor('img', 'QR code')
  await step('A short code to type elsewhere', popup)
  await popup.click('button', 'Cancel')
  await popup.waitFor('alert', /cancelled/)
  await step('Cancelled, with a way back', popup)
  await popup.click('button', 'Not now')

  await popup.click('button', 'Sign in with Plex')
  const plexTab = await browser.waitForTab((url) => url.startsWith('https://app.plex.tv/auth'))
  await plexTab.waitFor('button', 'Allow')
  await step('Plex asks the person (the demo plex.tv)', plexTab)
  popup = await browser.openPopup(plexTab)
  await popup.waitFor('button', 'Open Plex again')
  await step('The popup waits with them', popup)
  await plexTab.bringToFront()
  await plexTab.click('button', 'Allow')
  await plexTab.waitForClose()

  popup = await browser.openPopup(tab)
  await popup.waitFor('heading', 'Demo Person')
  await step('Signed in; this site knows nothing', popup)
  await popup.click('button', 'Allow this site')
  await browser.answerPrompt(true)
  await tab.waitForText('One click signs you in')
  await step('The page hears that it may ask', tab)

  await tab.click('button', 'Sign in with Plex')
  popup = await browser.popup()
  await popup.waitFor('heading', `Allow ${new URL(site.url).origin}?`)
  await step('The approval, in the popup and never in the page', popup)
  await popup.click('radio', "Your account's token")
  await step('The other kind of token, and what it means', popup)
  await popup.click('radio', 'A token of its own')
  await popup.choose('For how long', '30 days')
  await popup.click('button', 'Allow')
  await tab.waitForText('Demo Person')
  await step('The page has a token that works', tab)

  popup = await browser.openPopup(tab)
  await popup.waitFor('button', 'Stop sharing')
  await step('The popup shows who has what', popup)
  const settings = await browser.openExtensionPage('options.html')
  await settings.waitForText('Asked for access')
  await step('Settings: who has what, and what was asked', settings)
  await settings.click('button', 'Change')
  await settings.waitFor('button', 'Save')
  await step('Another account or another time for a site', settings)
  await settings.click('button', 'Revoke all')
  await settings.waitFor('button', 'Cancel')
  await step('Everything can be taken back at once', settings)
  await settings.close()

  popup = await browser.openPopup(tab)
  await popup.click('button', 'Stop sharing')
  await popup.waitFor('button', 'Allow this site')
  await step('Taken back', popup)
  console.log(`\nThe journey is walked. Its pictures are in ${folder}`)
}

/** The same page in a browser that has no Foyer: Plex's own window signs the person in. */
export async function walkWithout({ browser, site, folder }: Tour): Promise<void> {
  const step = await startAlbum(folder, `${browser.kind}-without`)
  const tab = await browser.newTab(site.url)
  await tab.waitForText('Foyer is not here')
  await step('A companion app where there is no Foyer', tab)
  await tab.click('button', 'Sign in with Plex')
  const plex = await browser.waitForTab((url) => url.startsWith('https://app.plex.tv/auth'))
  await plex.waitFor('button', 'Allow')
  await step('Plex asks the person in a window of its own', plex)
  await plex.click('button', 'Allow')
  await tab.waitForText('Demo Person')
  await step('The page has a token that works', tab)
}

/** Takes the pictures of one walk, in order; those of an earlier one are removed first. */
async function startAlbum(folder: string, name: string) {
  for await (const old of glob(`${folder}/${name}-[0-9]*.png`)) await rm(old)
  let number = 0
  return async (what: string, surface: Surface): Promise<void> => {
    number++
    const words = what
      .toLowerCase()
      .replace(/[^a-z]+/g, '-')
      .replace(/^-|-$/g, '')
    const file = `${folder}/${name}-${String(number).padStart(2, '0')}-${words}.png`
    await surface.screenshot(file)
    console.log(`${String(number).padStart(2)}. ${what}  (${file})`)
  }
}
