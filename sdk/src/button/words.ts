import type { Reason } from '../error.ts'

/** Every text of the button. */
export interface Words {
  readonly label: string
  /** Foyer can do it. */
  readonly oneClick: string
  readonly askingFoyer: string
  readonly askingPlex: string
  /** The browser let no window open. */
  readonly blocked: string
  readonly openPlex: string
  readonly cancel: string
  readonly expired: string
  readonly offline: string
  readonly failed: string
}

export const ENGLISH: Words = {
  label: 'Sign in with Plex',
  oneClick: 'One click with Foyer',
  askingFoyer: 'Foyer asks you now. Look at its button on the toolbar.',
  askingPlex: 'Allow it in Plex’s window.',
  blocked: 'Your browser blocked Plex’s window.',
  openPlex: 'Open Plex',
  cancel: 'Cancel',
  expired: 'That took too long. Try again.',
  offline: 'plex.tv did not answer. Try again.',
  failed: 'That did not work. Try again.',
}

/** What the person reads of a failure; nothing where they decided so themselves. */
export function wordsFor(reason: Reason, words: Words): string {
  switch (reason) {
    case 'denied':
      return ''
    case 'expired':
      return words.expired
    case 'offline':
    case 'plex_unavailable':
      return words.offline
    default:
      return words.failed
  }
}
