import { popupBrowser } from './popup.ts'
import type { FirefoxWindow, FrameAnswer, FrameBrowser } from './types.ts'

/**
 * Evaluates an expression in a document that is no WebDriver BiDi context, by a frame script. The
 * sandbox has the document's rights and globals, and unlike `eval` its CSP doesn't hold there.
 * https://firefox-source-docs.mozilla.org/dom/ipc/jsactors.html (frame scripts came before actors)
 */
export function evaluateInFrame(browser: FrameBrowser, expression: string): Promise<string> {
  const name = `foyer:${Math.random()}`
  const code = `(async () => JSON.stringify(await (${expression})))()`
  // What runs comes as a message: within the script's address it would be in each place of a stack
  // that Firefox notes, and half a megabyte there makes all that waits slow.
  const source = `addMessageListener('${name}', async ({ data }) => {
    const answer = {}
    try {
      const rights = { sandboxPrototype: content, wantXrays: false }
      answer.json = await Cu.evalInSandbox(data, Cu.Sandbox(content, rights))
    } catch (error) { answer.error = String(error) }
    sendAsyncMessage('${name}', answer)
  })`
  const { messageManager } = browser
  const { obs } = browser.ownerDocument.defaultView.Services
  const closing = 'message-manager-close'
  return new Promise((done, fail) => {
    const hear = ({ data }: { data: FrameAnswer }) => {
      messageManager.removeMessageListener(name, hear)
      obs.removeObserver(notice, closing)
      if (data.error !== undefined) fail(new Error(data.error))
      else done(data.json ?? 'null')
    }
    // Who closes gives no answer.
    const notice = (gone: unknown) => {
      if (gone === messageManager) hear({ data: { error: 'The document is closed' } })
    }
    messageManager.addMessageListener(name, hear)
    obs.addObserver(notice, closing)
    const url = `data:application/javascript;charset=utf-8,${encodeURIComponent(source)}`
    messageManager.loadFrameScript(url, false)
    messageManager.sendAsyncMessage(name, code)
  })
}

export function evaluateInPopup(window: FirefoxWindow, id: number, expression: string) {
  const popup = popupBrowser(window, id)
  if (!popup) throw new Error('The popup is closed')
  return evaluateInFrame(popup, expression)
}

export async function evaluateInBackground(window: FirefoxWindow, id: string, expression: string) {
  const extension = window.WebExtensionPolicy.getByID(id)?.extension
  await extension?.wakeupBackground()
  const views = [...(extension?.views ?? [])]
  const background = views.find(({ viewType }) => viewType === 'background')?.xulBrowser
  if (!background) throw new Error('The background is not there')
  return evaluateInFrame(background, expression)
}
