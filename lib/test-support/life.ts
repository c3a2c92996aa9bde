import type { Area } from '../storage/store.ts'

const never = new Promise<never>(() => {})

/**
 * One life of the background: its steps, at each of which the browser may stop
 * it. Then nothing of it goes on, and what it waits for never comes.
 *
 * @param endAt the step at which it ends; a call has one before it is made and one after
 */
export function createLife(endAt = Number.POSITIVE_INFINITY) {
  let steps = 0
  let isOver = false

  async function take<T>(action: () => Promise<T>): Promise<T> {
    if (isOver || ++steps === endAt) {
      isOver = true
      return never
    }
    const outcome = await action()
    if (isOver || ++steps === endAt) {
      isOver = true
      return never
    }
    return outcome
  }

  return {
    steps: () => steps,
    isOver: () => isOver,
    end: () => {
      isOver = true
    },
    /** An area whose writes are steps; who is over reads nothing either. */
    area: (area: Area): Area => ({
      get: (keys) => (isOver ? never : area.get(keys)),
      set: (items) => take(() => area.set(items)),
      remove: (keys) => take(() => area.remove(keys)),
    }),
    /** An object of async functions, each of which is a step. */
    wrap<T extends object>(target: T): T {
      return new Proxy(target, {
        get: (_, name) => {
          const member = Reflect.get(target, name)
          if (typeof member !== 'function') return member
          return (...input: unknown[]) => take(() => Reflect.apply(member, target, input))
        },
      })
    },
  }
}
