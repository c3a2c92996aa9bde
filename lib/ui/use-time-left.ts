import { useEffect, useState } from 'preact/hooks'

/** What is left until a moment (ms since the epoch), in ms, anew each second. */
export function useTimeLeft(until: number): number {
  const [now, setNow] = useState(Date.now)
  const isOver = until <= now
  useEffect(() => {
    if (isOver) return
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [isOver])
  return Math.max(0, until - now)
}
