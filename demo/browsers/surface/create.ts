import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { question } from '../in-page/index.ts'
import { focusedElement } from '../in-page/questions.ts'
import { script } from '../in-page/script.ts'
import { until } from '../wait.ts'
import { runAxe } from './axe.ts'
import type { Ground } from './ground.ts'
import { createScope } from './scope.ts'
import type { Surface } from './surface.ts'

export function createSurface(ground: Ground): Surface {
  const focused = () =>
    ground.run(question(focusedElement)) as Promise<ReturnType<typeof focusedElement>>
  return {
    ...createScope(ground),
    async press(key) {
      const parts = key.split('+')
      await ground.pressKey(parts.at(-1) || '+', parts.slice(0, -1).filter(Boolean))
    },
    evaluate: <A extends unknown[], T>(fn: (...args: A) => T, ...args: A) =>
      ground.run(script(fn, args)) as Promise<Awaited<T>>,
    axe: () => runAxe(ground),
    async screenshot(path) {
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, await ground.capture())
    },
    focused,
    async waitForFocus(role, name) {
      await until(`${role} "${name}" of ${ground.label} to have the focus`, async () => {
        const there = await focused()
        return there.role === role && there.name === name
      })
    },
    isOpen: () => ground.isOpen(),
    async waitForClose(timeoutMs) {
      await until(`${ground.label} to close`, async () => !(await ground.isOpen()), timeoutMs)
    },
    close: () => ground.close(),
  }
}
