import './time-left.css'
import { useEffect, useState } from 'preact/hooks'
import { i18n } from '#i18n'

interface TimeLeftProps {
  /** Milliseconds since the epoch. */
  readonly from: number
  readonly until: number
}

/** How much of a stretch of time is left, as a bar and in words. */
export function TimeLeft({ from, until }: TimeLeftProps) {
  const now = useNow(1000)
  const left = Math.max(0, until - now)
  return (
    <div class="time-left">
      <progress aria-label={i18n.t('waiting.time_left')} max={until - from} value={left} />
      <p class="small soft">{inWords(left)}</p>
    </div>
  )
}

function inWords(left: number): string {
  const minutes = Math.ceil(left / 60_000)
  return minutes > 1
    ? i18n.t('waiting.minutes_left', [String(minutes)])
    : i18n.t('waiting.seconds_left', [String(Math.ceil(left / 1000))])
}

function useNow(every: number): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}
