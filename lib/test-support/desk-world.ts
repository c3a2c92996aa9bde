import { createDesk, type Desk } from '../approvals/desk.ts'
import type { Ask, Work } from '../approvals/queue.ts'
import { createClock } from './clock.ts'
import { memoryArea } from './memory-area.ts'

export function deskWorld() {
  const [session, clock] = [memoryArea(), createClock()]
  const alarms: number[] = []
  const dropped: Work[] = []
  let changes = 0
  const boot = () =>
    createDesk({
      session,
      now: clock.now,
      after: clock.after,
      setAlarm: (at) => void alarms.push(at),
      changed: () => void changes++,
      dropped: (work) => void dropped.push(work),
    })
  return { session, clock, alarms, dropped, boot, changes: () => changes }
}

/** What a request hears, once it hears something. @param has whether its page has it already */
export function hear(desk: Desk, request: Ask, has?: () => Promise<boolean>) {
  const heard = { decision: null as string | null, queued: 0 }
  void desk
    .ask(request, () => heard.queued++, has)
    .then((decision) => {
      heard.decision = decision
    })
  return heard
}

export async function onlyId(desk: Desk): Promise<string> {
  const [approval, ...more] = await desk.open()
  if (!approval || more.length) throw new Error('not one approval')
  return approval.id
}
