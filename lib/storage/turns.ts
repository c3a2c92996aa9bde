export type InTurn = <T>(task: () => Promise<T>) => Promise<T>

/** One task at a time, in the order they were asked for. A task that fails holds up nobody. */
export function createTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve()
  return (task) => {
    const done = last.then(task)
    last = done.catch(() => {})
    return done
  }
}

/** One task at a time for each name; different names don't wait for each other. */
export function createNamedTurns() {
  const queues = new Map<string, { readonly inTurn: InTurn; waiting: number }>()
  return async <T>(name: string, task: () => Promise<T>): Promise<T> => {
    const queue = queues.get(name) ?? { inTurn: createTurns(), waiting: 0 }
    queues.set(name, queue)
    queue.waiting++
    try {
      return await queue.inTurn(task)
    } finally {
      if (--queue.waiting === 0) queues.delete(name)
    }
  }
}

/** Runs a task unless one of that name is under way, whose caller gets nothing new. */
export function createOnce() {
  const underWay = new Set<string>()
  return async (name: string, task: () => Promise<void>): Promise<void> => {
    if (underWay.has(name)) return
    underWay.add(name)
    try {
      await task()
    } finally {
      underWay.delete(name)
    }
  }
}
