import { isHidden, nameOf, wordsOf } from './names.ts'
import { stateOf, visibleText } from './questions.ts'
import { roleOf } from './roles.ts'
import { script, sourceOf } from './script.ts'
import { elementsIn, fits, seek } from './seek.ts'
import { watch } from './watch.ts'

type Ask = (...args: never[]) => unknown

/** An expression that puts one of the questions of `questions.ts` to a document. */
export function question(ask: Ask, ...args: unknown[]): string {
  const found = [isHidden, wordsOf, nameOf, roleOf, fits, elementsIn, seek]
  return script(ask, args, [...found, stateOf, visibleText])
}

/** The same question, answered once there is something to answer, or when the time is over. */
export function patientQuestion(
  { timeMs, isSteady }: { timeMs: number; isSteady: boolean },
  ask: Ask,
  ...args: unknown[]
): string {
  return `(${sourceOf(watch)})(() => ${question(ask, ...args)}, ${timeMs}, ${isSteady})`
}
