import type { Ground } from './ground.ts'

/** Lets go on what nobody waits for; a fault of it is still heard of. */
export function aside({ complain }: Ground, work: Promise<unknown>): void {
  work.catch(complain)
}
