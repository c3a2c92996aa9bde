import type { Duration } from '../sites/policy.ts'
import { DURATIONS, isPlainHttp } from '../ui-api/rules.ts'

export interface Durations {
  readonly offered: readonly Duration[]
  /** Only behind a warning. */
  readonly longer: readonly Duration[]
  readonly usual: Duration
}

/** For how long a site may be allowed, as a person is asked. */
export function durationsFor(origin: string, isPrivate: boolean): Durations {
  // What is given in a private window ends with it, so nothing longer can be promised.
  if (isPrivate) {
    const offered = isPlainHttp(origin) ? SHORT : (['once', 'hour', 'session'] as const)
    return { offered, longer: [], usual: 'session' }
  }
  if (!isPlainHttp(origin)) return { offered: DURATIONS, longer: [], usual: 'until_revoked' }
  const longer = DURATIONS.filter((duration) => !SHORT.includes(duration))
  return { offered: SHORT, longer, usual: 'session' }
}

const SHORT: readonly Duration[] = ['once', 'session']
