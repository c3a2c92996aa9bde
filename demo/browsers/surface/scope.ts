import { setTimeout as pause } from 'node:timers/promises'
import { patientQuestion, question } from '../in-page/index.ts'
import {
  type Aim,
  aimAt,
  type ControlState,
  distanceToOption,
  isGone,
  says,
  selectAll,
  stateOf,
  visibleText,
} from '../in-page/questions.ts'
import type { Wanted } from '../in-page/seek.ts'
import { Hopeless, PATIENCE_MS, until } from '../wait.ts'
import type { Ground } from './ground.ts'
import type { Name, Scope } from './surface.ts'

/** How long a document looks out for an answer; it may be gone before it gives one. */
const LOOK_MS = 1000
const GIVEN_UP_MS = 3 * LOOK_MS

export function createScope(ground: Ground, path: Wanted[] = []): Scope {
  const ask = <T>(which: (...args: never[]) => T, ...args: unknown[]) =>
    ground.run(question(which, ...args)) as Promise<T>
  const to = (role: string, name: Name): Wanted[] => [...path, { role, name: portable(name) }]
  const state = (role: string, name: Name) => ask<ControlState | null>(stateOf, to(role, name))
  const text = () => ask(visibleText, path)

  /** Asks, and lets the document itself wait for the answer. */
  function wait<T>(what: string, timeoutMs: number, isSteady: boolean, ...asked: Asked<T>) {
    const end = Date.now() + timeoutMs
    const look = async () => {
      const timeMs = Math.max(0, Math.min(LOOK_MS, end - Date.now()))
      const expression = patientQuestion({ timeMs, isSteady }, ...asked)
      const answer = (await bounded(ground.run(expression))) as T
      if (isWhy(answer)) throw new Error(`it ${answer.why}`)
      return answer as Exclude<T, { why: string }>
    }
    const watched = async () => {
      try {
        return await look()
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

  async function click(role: string, name: Name, timeoutMs = PATIENCE_MS): Promise<void> {
    const what = `${role} ${quote(name)} to press`
    const { x, y } = await wait<Aim>(what, timeoutMs, true, aimAt, to(role, name))
    await ground.clickAt(x, y)
  }

  return {
    click,
    state,
    text,
    async type(role, name, words) {
      await click(role, name)
      const what = `the focus on ${role} ${quote(name)}`
      await wait(what, PATIENCE_MS, false, selectAll, to(role, name))
      await ground.typeText(words)
    },
    async choose(name, option) {
      const what = `option ${quote(option)} of combobox ${quote(name)}`
      const asked = [to('combobox', name), portable(option)]
      const steps = (await wait(what, PATIENCE_MS, false, distanceToOption, ...asked)) as number
      const key = steps > 0 ? 'ArrowDown' : 'ArrowUp'
      for (let left = Math.abs(steps); left > 0; left--) await ground.pressKey(key, [])
    },
    async waitFor(role, name, timeoutMs = PATIENCE_MS) {
      await wait(`${role} ${quote(name)}`, timeoutMs, false, stateOf, to(role, name))
    },
    async waitForGone(role, name, timeoutMs = PATIENCE_MS) {
      await wait(`${role} ${quote(name)} to go`, timeoutMs, false, isGone, to(role, name))
    },
    has: async (role, name) => (await state(role, name)) !== null,
    async waitForText(words, timeoutMs = PATIENCE_MS) {
      await wait(`the text ${quote(words)}`, timeoutMs, false, says, path, portable(words))
    },
    within: (role, name) => createScope(ground, to(role, name)),
  }
}

type Asked<T> = [which: (...args: never[]) => T, ...args: unknown[]]

const isWhy = (answer: unknown): answer is { why: string } =>
  typeof answer === 'object' && answer !== null && 'why' in answer

/** A document that goes away may never answer. */
async function bounded<T>(asked: Promise<T>): Promise<T> {
  const late = new AbortController()
  const over = pause(GIVEN_UP_MS, undefined, { signal: late.signal }).then(() => {
    throw new Error('it gives no answer')
  })
  over.catch(() => {})
  try {
    return await Promise.race([asked, over])
  } finally {
    late.abort()
  }
}

const portable = (name: Name): Wanted['name'] =>
  typeof name === 'string' ? name : { source: name.source, flags: name.flags }

const quote = (name: Name) => (typeof name === 'string' ? `"${name}"` : String(name))

const quoted = (seen: string) => `\n--- what it shows ---\n${seen.slice(0, 1000)}`
