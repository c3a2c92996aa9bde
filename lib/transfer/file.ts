import * as v from 'valibot'
import { SomeSettingsSchema } from '../settings/settings.ts'
import { originOf } from '../sites/policy.ts'
import { LARGEST_FILE } from './limits.ts'

const FORMAT = 'foyer-settings'
/** Raised with each change of the file, a setting more included; what older ones said is read still. */
const VERSION = 1

const TimeSchema = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.transform((text) => Date.parse(text)),
  v.safeInteger(),
)
const UserIdSchema = v.pipe(v.string(), v.nonEmpty(), v.maxLength(64))

const HeadSchema = v.looseObject({ format: v.literal(FORMAT), version: v.number() })

const FileSchema = v.strictObject({
  format: v.literal(FORMAT),
  version: v.literal(VERSION),
  exportedAt: TimeSchema,
  settings: SomeSettingsSchema,
  /** Of those that have a name, or that a site used. */
  accounts: v.array(
    v.strictObject({
      /** plex.tv's. */
      userId: UserIdSchema,
      plexName: v.pipe(v.string(), v.maxLength(200)),
      /** The person's; empty: none. */
      ownName: v.pipe(v.string(), v.maxLength(60)),
    }),
  ),
  sites: v.array(
    v.strictObject({
      origin: v.pipe(v.string(), v.maxLength(300)),
      /** Whose account it used; null: it had nothing. */
      userId: v.nullable(UserIdSchema),
    }),
  ),
})

type Whole = v.InferOutput<typeof FileSchema>

/** What a settings file says. Times are ms since the epoch. */
export type Content = Pick<Whole, 'exportedAt' | 'settings' | 'accounts' | 'sites'>

export type FileFault =
  | 'file_too_big'
  | 'file_not_foyers'
  | 'file_newer'
  | 'file_damaged'
  | 'file_address'
  | 'file_twice'

/** A text that is no settings file of ours. */
export class BadFile extends Error {
  readonly reason: FileFault

  constructor(reason: FileFault) {
    super(`This is no settings file: ${reason}`)
    this.reason = reason
  }
}

/** There is more than a file may hold. */
export class TooMuch extends Error {}

/**
 * The text of a file, for people to read as well.
 *
 * @throws TooMuch, or BadFile where it could not be read again
 */
export function writeFile({ exportedAt, settings, accounts, sites }: Content): string {
  const file: v.InferInput<typeof FileSchema> = {
    format: FORMAT,
    version: VERSION,
    exportedAt: new Date(exportedAt).toISOString(),
    settings,
    accounts,
    sites,
  }
  const text = `${JSON.stringify(file, null, 2)}\n`
  // Whoever relies on a file is to learn now that it would not be taken, and not on the day they need it.
  if (isTooLarge(text)) throw new TooMuch()
  readFile(text)
  return text
}

/** @throws BadFile where anything of it is not as we write it */
export function readFile(text: string): Content {
  if (isTooLarge(text)) throw new BadFile('file_too_big')
  const json = parsed(text)
  const head = v.safeParse(HeadSchema, json)
  if (!head.success) throw new BadFile('file_not_foyers')
  if (head.output.version > VERSION) throw new BadFile('file_newer')
  const file = v.safeParse(FileSchema, json)
  if (!file.success) throw new BadFile('file_damaged')
  const { exportedAt, settings, accounts, sites } = file.output
  if (sites.some(({ origin }) => originOf(origin) !== origin)) throw new BadFile('file_address')
  const named = [sites.map(({ origin }) => origin), accounts.map(({ userId }) => userId)]
  if (named.some((names) => new Set(names).size < names.length)) throw new BadFile('file_twice')
  return { exportedAt, settings, accounts, sites }
}

function isTooLarge(text: string): boolean {
  return new TextEncoder().encode(text).length > LARGEST_FILE
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new BadFile('file_not_foyers')
  }
}
