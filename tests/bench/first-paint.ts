import { type Surface, until } from '../../demo/browsers/index.ts'

/** Milliseconds from a page's time origin to the first frame with something in it. */
export function firstPaint(surface: Surface): Promise<number> {
  return until('the first frame', () =>
    surface.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null,
    ),
  )
}
