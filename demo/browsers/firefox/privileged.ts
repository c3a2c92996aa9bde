import type { Browser as Puppet } from 'puppeteer-core'
import { sourceOf } from '../in-page/script.ts'
import { evaluateInFrame } from './inside/frame.ts'
import { clickFrame } from './inside/input.ts'
import { popupBrowser } from './inside/popup.ts'
import { tabOf } from './inside/settings.ts'
import type { FirefoxWindow } from './inside/types.ts'

/** Runs a function of `inside/` in a window of Firefox itself, with its rights. */
export type RunInFirefox = <A extends unknown[], T>(
  fn: (window: FirefoxWindow, ...args: A) => T,
  ...args: A
) => Promise<Awaited<T>>

interface Bidi {
  send(method: string, params: object): Promise<{ result: unknown }>
}

/** WebDriver BiDi commands that puppeteer has no method for. */
export async function sendBidi(puppet: Puppet, method: string, params: object): Promise<unknown> {
  // Not in puppeteer's public types.
  const { connection } = puppet as unknown as { connection: Bidi }
  return (await connection.send(method, params)).result
}

interface Tree {
  contexts: { context: string; url: string }[]
}

interface Evaluation {
  type: string
  exceptionDetails?: { text: string }
  result?: { value?: string }
}

/** @param current changes with each start */
export function privileged(current: () => Puppet): RunInFirefox {
  return async (fn, ...args) => {
    const puppet = current()
    const scope = { 'moz:scope': 'chrome' }
    const tree = (await sendBidi(puppet, 'browsingContext.getTree', scope)) as Tree
    const window = tree.contexts.find(({ url }) => url.endsWith('browser.xhtml'))
    if (!window) throw new Error('Firefox has no window')
    const values = args.map((value) => JSON.stringify(value) ?? 'undefined')
    const expression = `(async () => {
      ${sourceOf(popupBrowser)}
      ${sourceOf(evaluateInFrame)}
      ${sourceOf(clickFrame)}
      ${sourceOf(tabOf)}
      return JSON.stringify(await (${sourceOf(fn)})(${['window', ...values].join(', ')}))
    })()`
    const answer = (await sendBidi(puppet, 'script.evaluate', {
      expression,
      target: { context: window.context },
      awaitPromise: true,
    })) as Evaluation
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails?.text)
    const json = answer.result?.value
    return json === undefined ? undefined : JSON.parse(json)
  }
}
