/** Lets everything run that waits for promises only. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** A clock that moves only when it is told to, with timers on it. */
export function createClock(start = 1_000_000_000) {
  let time = start
  let setBack = 0
  let timers: { at: number; callback: () => void }[] = []

  function after(delay: number, callback: () => void): () => void {
    const timer = { at: time + delay, callback }
    timers.push(timer)
    return () => {
      timers = timers.filter((other) => other !== timer)
    }
  }

  async function advance(ms: number): Promise<void> {
    const end = time + ms
    await settle()
    for (;;) {
      const [next] = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
      if (!next) break
      time = Math.max(time, next.at)
      timers = timers.filter((timer) => timer !== next)
      next.callback()
      await settle()
    }
    time = end
    await settle()
  }

  return {
    now: () => time - setBack,
    after,
    advance,
    set: (at: number) => {
      time = at
    },
    /** Somebody sets the clock back; timers don't mind. */
    setBack: (ms: number) => {
      setBack += ms
    },
    /** What a killed background loses. */
    drop: () => {
      timers = []
    },
    timers: () => timers.length,
  }
}
