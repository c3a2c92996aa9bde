import type { Look, UiState } from './protocol.ts'

/** An open page of ours. */
export interface Viewer {
  /** It looks at something else now, or for the first time. */
  look(look: Look): void
  /** Something may have changed. */
  refresh(): void
  close(): void
}

/**
 * Shows a page what is true, from the moment that it has said what it looks
 * at. One look at a time: what is shown last is what is true, and however much
 * changes meanwhile, that is looked at once.
 *
 * @param show null where what is stored can't be read: the browser may refuse us
 *   our own storage, and the person must hear of it
 */
export function createViewer(
  stateFor: (look: Look) => Promise<UiState>,
  show: (state: UiState | null) => void,
): Viewer {
  let looking: Look | null = null
  let isStale = false
  let isBusy = false

  async function work(): Promise<void> {
    isBusy = true
    await Promise.resolve() // changes of one turn are shown at once
    while (isStale && looking) {
      isStale = false
      const look = looking
      const state = await stateFor(look).catch(() => null)
      if (looking === look) show(state)
    }
    isBusy = false
  }

  function refresh(): void {
    isStale = true
    if (looking && !isBusy) void work()
  }

  return {
    look(look) {
      looking = look
      refresh()
    },
    refresh,
    close() {
      looking = null
    },
  }
}
