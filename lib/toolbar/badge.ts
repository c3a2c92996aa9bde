/** What the button on the toolbar says at a glance. */
export interface BadgeNews {
  readonly waiting: number
  readonly justLinked: boolean
  readonly needsSignIn: boolean
}

export interface Badge {
  readonly text: string
  readonly color: string
}

const ATTENTION = '#b3261e'
const GOOD = '#1b7f4b'

/** Requests that wait come first, since a page is waiting with them. */
export function badgeOf({ waiting, justLinked, needsSignIn }: BadgeNews): Badge {
  if (waiting > 0) return { text: String(waiting), color: ATTENTION }
  if (needsSignIn) return { text: '!', color: ATTENTION }
  return justLinked ? { text: '✓', color: GOOD } : { text: '', color: GOOD }
}
