/** A way for many at once, or for one alone: who wants to be alone waits for all within, and all others wait for that one. */
export function createGate() {
  let within: Promise<unknown>[] = []
  let alone: Promise<unknown> | null = null

  return {
    async enter<T>(task: () => Promise<T>): Promise<T> {
      while (alone) await alone
      const done = task()
      const settled = done.catch(() => {})
      within.push(settled)
      void settled.then(() => {
        within = within.filter((other) => other !== settled)
      })
      return done
    },

    async alone<T>(task: () => Promise<T>): Promise<T> {
      while (alone) await alone
      const before = Promise.all(within)
      const done = before.then(task)
      alone = done.catch(() => {})
      try {
        return await done
      } finally {
        alone = null
      }
    },
  }
}
