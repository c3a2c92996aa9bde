/** What came out of many samples, in milliseconds. */
export interface Spread {
  readonly count: number
  readonly min: number
  readonly median: number
  readonly max: number
}

export interface Row {
  readonly browser: string
  readonly what: string
  readonly ours: Spread
  /** Null where the bound is a time of its own. */
  readonly yardstick: Spread | null
  /** Ours by the yardstick, of the medians. */
  readonly ratio: number | null
  readonly bound: string
  /** Null where nothing is promised. */
  readonly isWithin: boolean | null
}

/** At most so many times the yardstick. */
export const FACTOR = 1.5

export function spread(samples: readonly number[]): Spread {
  const sorted = [...samples].sort((a, b) => a - b)
  const at = (part: number) => sorted[Math.floor(part * (sorted.length - 1))] ?? Number.NaN
  const median = (at(0.5) + (sorted[Math.ceil(0.5 * (sorted.length - 1))] ?? Number.NaN)) / 2
  return { count: sorted.length, min: at(0), median, max: at(1) }
}

export interface Pair {
  readonly ours: number[]
  readonly yardstick: number[]
}

/** Takes samples in turn, the one first and then the other, so that drift cancels. */
export async function inTurn(
  rounds: number,
  ours: (round: number) => Promise<number>,
  yardstick: (round: number) => Promise<number>,
): Promise<Pair> {
  const pair: Pair = { ours: [], yardstick: [] }
  for (let round = 0; round < rounds; round++) {
    const isOursFirst = round % 2 === 0
    if (isOursFirst) pair.ours.push(await ours(round))
    pair.yardstick.push(await yardstick(round))
    if (!isOursFirst) pair.ours.push(await ours(round))
  }
  return pair
}

/** @param most what the ratio may be; null for a figure that stands beside another */
export function compared(
  browser: string,
  what: string,
  pair: Pair,
  most: number | null = FACTOR,
): Row {
  const ours = spread(pair.ours)
  const yardstick = spread(pair.yardstick)
  const ratio = ours.median / yardstick.median
  const bound = most === null ? '' : `${most} ×`
  return {
    browser,
    what,
    ours,
    yardstick,
    ratio,
    bound,
    isWithin: most === null ? null : ratio <= most,
  }
}
