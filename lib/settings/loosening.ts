import type { Settings } from './settings.ts'

type Loosens = {
  readonly [Name in keyof Settings]: (before: Settings[Name], after: Settings[Name]) => boolean
}

/** Whether a change of a setting gives more to others, or protects less. */
const LOOSENS: Loosens = {
  privateWindows: (_, after) => after,
  lockAfter: (before, after) => minutes(after) > minutes(before),
}

export interface SettingsChanges {
  readonly looser: Partial<Settings>
  readonly other: Partial<Settings>
}

/** What would be set anew, parted into what gives more and what does not. */
export function settingsChanges(before: Settings, news: Partial<Settings>): SettingsChanges {
  const after = { ...before, ...news }
  const names = (Object.keys(LOOSENS) as (keyof Settings)[]).filter(
    (name) => after[name] !== before[name],
  )
  const those = (isLooser: boolean): Partial<Settings> =>
    Object.fromEntries(
      names
        .filter((name) => loosens(name, before, after) === isLooser)
        .map((name) => [name, after[name]]),
    )
  return { looser: those(true), other: those(false) }
}

function loosens<Name extends keyof Settings>(
  name: Name,
  before: Settings,
  after: Settings,
): boolean {
  return LOOSENS[name](before[name], after[name])
}

function minutes(lockAfter: Settings['lockAfter']): number {
  return lockAfter ?? Number.POSITIVE_INFINITY
}
