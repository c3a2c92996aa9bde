import { question } from '../in-page/index.ts'
import {
  type Aim,
  aimAt,
  type ControlState,
  distanceToOption,
  selectAll,
  stateOf,
  visibleText,
} from '../in-page/questions.ts'
import type { Wanted } from '../in-page/seek.ts'
import { Hopeless, PATIENCE_MS, until } from '../wait.ts'
import type { Ground } from './ground.ts'
import type { Name, Scope } from './surface.ts'

export function createScope(ground: Ground, path: Wanted[] = []): Scope {
  const ask = <T>(which: (...args: never[]) => T, ...args: unknown[]) =>
    ground.run(question(which, ...args)) as Promise<T>
  const to = (role: string, name: Name): Wanted[] => [...path, { role, name: portable(name) }]
  const state = (role: string, name: Name) => ask<ControlState | null>(stateOf, to(role, name))
  const text = () => ask(visibleText, path)

  async function wait<T>(
    what: string,
    probe: () => Promise<T | undefined | null | false>,
    timeoutMs: number = PATIENCE_MS,
  ): Promise<T> {
    const watched = async () => {
      try {
        return await probe()
      } catch (error) {
        if (await ground.isOpen()) throw error
        throw new Hopeless(`${ground.label} closed while waiting for ${what}`, { cause: error })
      }
    }
    return until(`${what} in ${ground.label}`, watched, timeoutMs).catch(async (error: Error) => {
      if (!(error instanceof Hopeless)) error.message += await text().then(quoted, () => '')
      throw error
    })
  }

  async function click(role: string, name: Name): Promise<void> {
    let last: Aim = { why: 'is not there' }
    const atRest = async () => {
      const before = last
      last = await ask<Aim>(aimAt, to(role, name))
      if ('why' in last) throw new Error(`it ${last.why}`)
      return 'x' in before && before.x === last.x && before.y === last.y && last
    }
    const { x, y } = await wait(`${role} ${quote(name)} to press`, atRest)
    await ground.clickAt(x, y)
  }

  return {
    click,
    state,
    text,
    async type(role, name, words) {
      await click(role, name)
      await wait(`the focus on ${role} ${quote(name)}`, () => ask(selectAll, to(role, name)))
      await ground.typeText(words)
    },
    async choose(name, option) {
      const steps = await wait(`option ${quote(option)} of combobox ${quote(name)}`, () =>
        ask(distanceToOption, to('combobox', name), portable(option)),
      )
      const key = steps > 0 ? 'ArrowDown' : 'ArrowUp'
      for (let left = Math.abs(steps); left > 0; left--) await ground.pressKey(key, [])
    },
    async waitFor(role, name, timeoutMs) {
      await wait(`${role} ${quote(name)}`, () => state(role, name), timeoutMs)
    },
    async waitForGone(role, name, timeoutMs) {
      const isGone = async () => (await state(role, name)) === null
      await wait(`${role} ${quote(name)} to go`, isGone, timeoutMs)
    },
    has: async (role, name) => (await state(role, name)) !== null,
    async waitForText(words, timeoutMs) {
      const says = async () => {
        const seen = await text()
        return typeof words === 'string' ? seen.includes(words) : words.test(seen)
      }
      await wait(`the text ${quote(words)}`, says, timeoutMs)
    },
    within: (role, name) => createScope(ground, to(role, name)),
  }
}

const portable = (name: Name): Wanted['name'] =>
  typeof name === 'string' ? name : { source: name.source, flags: name.flags }

const quote = (name: Name) => (typeof name === 'string' ? `"${name}"` : String(name))

const quoted = (seen: string) => `\n--- what it shows ---\n${seen.slice(0, 1000)}`
