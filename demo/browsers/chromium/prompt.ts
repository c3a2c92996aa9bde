import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { until } from '../wait.ts'

interface UiNode {
  nodeId: number
  nodeName: string
  attributes?: string[]
  children?: UiNode[]
}

/**
 * Presses a button of Chromium's own permission prompt. The prompt is no page; UI DevTools, which
 * Chromium has for its developers, shows its views and clicks them.
 * https://chromium.googlesource.com/chromium/src/+/main/docs/ui/ui_devtools/index.md
 */
export async function answerPrompt(
  profile: string,
  allow: boolean,
  timeoutMs?: number,
): Promise<void> {
  const file = await readFile(join(profile, 'UIDevToolsActivePort'), 'utf8')
  const views = await connect(`ws://127.0.0.1:${file.split('\n')[0]?.trim()}/0`)
  const find = async () => {
    const { root } = (await views.call('DOM.getDocument')) as { root: UiNode }
    const buttons = promptButtons(root)
    return buttons.length >= 2 && buttons
  }
  try {
    await views.call('DOM.enable')
    await until('the permission prompt', find, timeoutMs)
    // The prompt ignores clicks for half a second, so that nobody allows what they did not read;
    // nothing tells when that is over.
    await pause(600)
    const [deny, accept] = await until('the permission prompt', find, timeoutMs)
    for (const type of ['mousePressed', 'mouseReleased']) {
      await views.call('DOM.dispatchMouseEvent', {
        nodeId: allow ? accept : deny,
        event: { type, x: 5, y: 5, button: 'left', wheelDirection: 'none' },
      })
    }
    await until('the permission prompt to close', async () => !(await find()), timeoutMs)
  } finally {
    views.close()
  }
}

/** Deny first, Allow second. */
function promptButtons(node: UiNode, inside = false): number[] {
  const about = (node.attributes ?? []).join(' ')
  const within = inside || (node.nodeName === 'Window' && about.includes('ExtensionInstallDialog'))
  const own = within && about.includes('class MdTextButton') ? [node.nodeId] : []
  return [...own, ...(node.children ?? []).flatMap((child) => promptButtons(child, within))]
}

async function connect(url: string) {
  const socket = new WebSocket(url)
  const waiting = new Map<number, (message: { result?: unknown; error?: unknown }) => void>()
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data))
    waiting.get(message.id)?.(message)
    waiting.delete(message.id)
  })
  await new Promise<void>((done, fail) => {
    socket.addEventListener('open', () => done())
    socket.addEventListener('error', () => fail(new Error(`No UI DevTools at ${url}`)))
  })
  let last = 0
  return {
    close: () => socket.close(),
    call(method: string, params: object = {}): Promise<unknown> {
      const id = ++last
      return new Promise((done, fail) => {
        waiting.set(id, ({ result, error }) =>
          error ? fail(new Error(`${method}: ${JSON.stringify(error)}`)) : done(result),
        )
        socket.send(JSON.stringify({ id, method, params }))
      })
    },
  }
}
