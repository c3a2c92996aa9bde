import type { Row, Spread } from './numbers.ts'

const HEAD = ['browser', 'what', 'ours', 'yardstick', 'ratio', 'bound', 'ok?']

/** Times are min / median / max in milliseconds. */
export function table(rows: readonly Row[]): string {
  const lines = [HEAD, ...rows.map(cells)]
  const widths = HEAD.map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  )
  const ruled = [lines[0] ?? [], widths.map((width) => '─'.repeat(width)), ...lines.slice(1)]
  return ruled
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function cells({ browser, what, ours, yardstick, ratio, bound, isWithin }: Row): string[] {
  return [
    browser,
    what,
    times(ours),
    yardstick ? times(yardstick) : '',
    ratio === null ? '' : `${ratio.toFixed(2)} ×`,
    bound,
    isWithin === null ? '' : isWithin ? 'yes' : 'over the bound',
  ]
}

function times({ min, median, max, count }: Spread): string {
  return `${[min, median, max].map(short).join(' / ')} (${count})`
}

function short(ms: number): string {
  return ms < 10 ? ms.toFixed(2) : ms < 100 ? ms.toFixed(1) : ms.toFixed(0)
}
