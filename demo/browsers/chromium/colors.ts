import type { Browser as Puppet } from 'puppeteer-core'
import type { ColorScheme } from '../browser.ts'

/** Of all that is open. A popup is no page of puppeteer's, and becomes one for whoever asks for it. */
export async function setColorScheme(puppet: Puppet, scheme: ColorScheme): Promise<void> {
  await puppet.pages()
  const targets = puppet.targets().filter((target) => target.type() === 'page')
  const features = [{ name: 'prefers-color-scheme', value: scheme }]
  const paint = async (target: (typeof targets)[number]) =>
    (await target.asPage()).emulateMediaFeatures(features)
  await Promise.all(targets.map(paint))
}
