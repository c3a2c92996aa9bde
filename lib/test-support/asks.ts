import {
  type Admission,
  type Ask,
  admit,
  deny,
  EMPTY,
  type Queue,
  type Work,
} from '../approvals/queue.ts'

export const APP = 'https://app.example'
export const MINUTE = 60_000

/** The person has allowed it, and Plex is asked for the token. */
export const WORK: Work = {
  plan: {
    origin: APP,
    accountId: 'ann',
    scopes: ['token'],
    email: false,
    tokenKind: 'site',
    duration: 'until_revoked',
    tabId: 1,
    isPrivate: false,
    clientIdentifier: 'site-1',
    decidedAt: 0,
  },
  state: 'asking',
  trouble: null,
}

export const ask = (waiter: string, more: Partial<Ask> = {}): Ask => ({
  origin: APP,
  tabId: 1,
  scopes: ['token'],
  reason: '',
  isPrivate: false,
  waiter,
  ...more,
})

/** A queue after these requests, and what each was told. */
export function asked(...asks: Ask[]): { queue: Queue; told: Admission[] } {
  let queue = EMPTY
  const told = asks.map((one, n) => {
    const [next, admission] = admit(queue, one, `id-${n}`, 0)
    queue = next
    return admission
  })
  return { queue, told }
}

export function denied(queue: Queue, byPerson: boolean, now: number): Queue {
  const [approval] = queue.approvals
  if (!approval) throw new Error('nothing to deny')
  return deny(queue, approval, byPerson, now).queue
}

/** A queue in which the person (or time) denied at each of these moments. */
export function afterDenials(byPerson: boolean, ...times: number[]): Queue {
  return times.reduce((queue, time, n) => {
    return denied(admit(queue, ask(`w-${n}`), `id-${n}`, time)[0], byPerson, time)
  }, EMPTY)
}
