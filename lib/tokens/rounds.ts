import { NoNetwork, RateLimited } from '../plex/errors.ts'
import { createTurns } from '../storage/turns.ts'
import type { Ending } from './ending.ts'
import { type HoldingWorld, LOOK_AFTER_STOP_MS } from './holding.ts'

const SOONEST_MS = 15_000

/**
 * Goes round what is to be ended at Plex, until nothing is left.
 *
 * @param isTidy whether this background has looked for what nobody holds; until then there may be more to end
 */
export function createRounds(
  { shelf, now, setAlarm }: HoldingWorld,
  ending: Ending,
  inTurnOf: <T>(clientIdentifier: string, task: () => Promise<T>) => Promise<T>,
  isTidy: () => boolean,
) {
  const inTurn = createTurns()

  async function goRound(isNow: boolean): Promise<void> {
    let down: Error | null = null
    for (const { clientIdentifier, state } of await shelf.unheld()) {
      if (state !== 'ending') continue
      down = await inTurnOf(clientIdentifier, async () => {
        const record = await shelf.get(clientIdentifier)
        if (record?.state !== 'ending') return down
        if (!isNow && (record.ending?.nextAt ?? 0) > now()) return down
        // Each would wait for an answer in vain, or slow Plex down even more.
        if (down) await ending.failed(record, down)
        const failure = down ?? (await ending.tryToEnd(record))
        return failure instanceof NoNetwork || failure instanceof RateLimited ? failure : null
      })
    }
  }

  async function nextAt(): Promise<number | null> {
    const times = (await shelf.unheld()).map(({ state, ending: how }) => {
      const at = state === 'ending' ? (how?.nextAt ?? 0) : now() + LOOK_AFTER_STOP_MS
      return Math.max(at, now() + SOONEST_MS)
    })
    if (!isTidy()) times.push(now() + LOOK_AFTER_STOP_MS)
    return times.length ? Math.min(...times) : null
  }

  /** @param isNow also what would wait for its next try */
  return (isNow: boolean): Promise<void> =>
    inTurn(async () => {
      try {
        await goRound(isNow)
      } finally {
        await shelf.inTurn(async () => {
          setAlarm(await nextAt().catch(() => now() + LOOK_AFTER_STOP_MS))
        })
      }
    })
}
