import './address.css'
import { browser } from 'wxt/browser'
import { i18n } from '#i18n'
import { Hint } from './notice.tsx'
import { type OwnLetters as Own, ownLetters } from './own-letters.ts'

/** An origin, letter by letter as the browser compares it. */
export function Address({ origin }: { readonly origin: string }) {
  return (
    <bdi dir="ltr" class="address">
      {origin}
    </bdi>
  )
}

/** A host in its own letters, those that are not ASCII marked; nothing where all are. */
export function OwnLetters({ origin }: { readonly origin: string }) {
  const own = ownLetters(origin)
  return own && <Letters letters={own.letters} />
}

/** The same, and what to make of it. */
export function LookAlike({ origin }: { readonly origin: string }) {
  const own = ownLetters(origin)
  if (!own) return null
  return (
    <Hint>
      {i18n.t('address.own_letters')} <Letters letters={own.letters} />
      <br />
      {i18n.t('address.scripts', [inWords(own.scripts)])}
    </Hint>
  )
}

function Letters({ letters }: Pick<Own, 'letters'>) {
  return (
    <bdi dir="ltr" class="address own-letters">
      {letters.map(({ text, isAscii }, at) => (isAscii ? text : <mark key={at}>{text}</mark>))}
    </bdi>
  )
}

function inWords(scripts: readonly string[]): string {
  const language = browser.i18n.getUILanguage()
  const names = new Intl.DisplayNames(language, { type: 'script' })
  const list = new Intl.ListFormat(language)
  return list.format(scripts.map((script) => nameOf(script, names)))
}

function nameOf(script: string, names: Intl.DisplayNames): string {
  if (script === 'Latn') return i18n.t('address.latin')
  return script === 'Zzzz' ? i18n.t('address.other') : (names.of(script) ?? script)
}
