import { VaultLocked } from '../storage/vault.ts'
import type { Ground } from './ground.ts'

/** Lets go on what nobody waits for; a fault of it is still heard of. What a lock cut short, the unlock has done. */
export function aside({ complain }: Ground, work: Promise<unknown>): void {
  work.catch((error) => {
    if (!(error instanceof VaultLocked)) complain(error)
  })
}
