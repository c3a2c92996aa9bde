import type { Area } from './store.ts'

/**
 * Runs a task once after each start of the browser, installation, update and
 * enabling: the area is empty after each of those, and full after a mere stop of
 * the background. A task that fails or is cut short runs again at the next call.
 *
 * @param area one that the browser empties when it closes
 */
export function onceASession(area: Area, name: string, task: () => Promise<void>) {
  let underWay: Promise<void> | null = null

  async function run(): Promise<void> {
    if ((await area.get([name]))[name]) return
    await task()
    await area.set({ [name]: true })
  }

  return (): Promise<void> => {
    underWay ??= run().finally(() => {
      underWay = null
    })
    return underWay
  }
}
