export interface Count {
  passed: number
  failed: number
  skipped: number
}

export const none = (): Count => ({ passed: 0, failed: 0, skipped: 0 })

export function sum(one: Count, other: Count): Count {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  }
}

/** e.g. `12 passed, 0 failed`; those that were skipped are named when there are any. */
export function tell({ passed, failed, skipped }: Count): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
