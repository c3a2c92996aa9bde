import type { Change } from './change.ts'
import { idOf } from './collection.ts'
import { isSealed, type NamedKey, type Sealed } from './seal.ts'
import type { Sealing } from './sealing.ts'
import { type Keyring, keyFor, type Loss, openWith } from './vault.ts'

/** A sealed text that can't be opened, and why. */
export interface LostText {
  readonly record: string
  readonly why: Loss
}

/** Seals anew, with another key, whatever is sealed within stored records. */
export function createResealing(sealing: Sealing, keyring: Keyring) {
  /**
   * @returns the same object where there is nothing to seal
   * @param from opens what is not sealed with `to`
   * @param lost hears of what can't be opened, which stays as it is
   */
  async function record(
    name: string,
    raw: unknown,
    from: NamedKey,
    to: NamedKey,
    lost: (text: LostText) => void,
  ): Promise<unknown> {
    if (!has(raw, ({ key }) => key !== to.id)) return raw
    return replaced(raw, async (sealed) => {
      if (sealed.key === to.id) return sealed
      const key = keyFor(sealed, from, keyring)
      const opening = await openWith(sealing, key, purposesOf(name, sealed), sealed)
      if (opening.lost === null) return sealing.seal(to, opening.purpose, opening.text)
      lost({ record: name, why: opening.lost })
      return sealed
    })
  }

  return {
    record,

    /** What is about to be written may have been sealed before the key was changed. */
    async late(changes: readonly Change[]): Promise<Change[]> {
      const late = changes.filter(({ raw }) => has(raw, ({ key }) => keyring.former(key) !== null))
      if (!late.length) return [...changes]
      const current = await keyring.current()
      const anew = async (change: Change): Promise<Change> => {
        const { key, raw } = change
        return late.includes(change)
          ? { ...change, raw: await record(key, raw, current, current, () => {}) }
          : change
      }
      return Promise.all(changes.map(anew))
    },
  }
}

export type Resealing = ReturnType<typeof createResealing>

/** Version 1 doesn't say what it was sealed for: most often that is its record's own key. */
function purposesOf(record: string, { for: purpose }: Sealed): string[] {
  return purpose === undefined ? [record, `pin:${idOf(record)}`, 'link'] : [purpose]
}

function has(part: unknown, fits: (sealed: Sealed) => boolean): boolean {
  if (isSealed(part)) return fits(part)
  return isNested(part) && Object.values(part).some((each) => has(each, fits))
}

async function replaced(part: unknown, by: (sealed: Sealed) => Promise<Sealed>): Promise<unknown> {
  if (isSealed(part)) return by(part)
  if (!isNested(part)) return part
  const members = Object.entries(part).map(async ([name, each]) => [name, await replaced(each, by)])
  const entries = (await Promise.all(members)) as [string, unknown][]
  return Array.isArray(part) ? entries.map(([, each]) => each) : Object.fromEntries(entries)
}

function isNested(part: unknown): part is object {
  return typeof part === 'object' && part !== null
}
