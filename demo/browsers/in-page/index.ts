import { isHidden, nameOf, wordsOf } from './names.ts'
import { stateOf } from './questions.ts'
import { roleOf } from './roles.ts'
import { script } from './script.ts'
import { elementsIn, fits, seek } from './seek.ts'

/** An expression that puts one of the questions of `questions.ts` to a document. */
export function question(ask: (...args: never[]) => unknown, ...args: unknown[]): string {
  return script(ask, args, [isHidden, wordsOf, nameOf, roleOf, fits, elementsIn, seek, stateOf])
}
