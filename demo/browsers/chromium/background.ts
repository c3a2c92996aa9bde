import type { CDPSession, Browser as Puppet, Target } from 'puppeteer-core'
import { until } from '../wait.ts'
import { pagesOf } from './private-windows.ts'

export const isOurs = (type: string, url: string) =>
  type === 'service_worker' && url.startsWith('chrome-extension://')

export type Background = ReturnType<typeof watchBackground>

/**
 * The extension's service worker, which comes and goes. Chromium itself is asked each time, because
 * puppeteer keeps workers in its list that a stop or a reload has ended.
 */
export function watchBackground(puppet: Puppet) {
  async function live() {
    const session = await puppet.target().createCDPSession()
    const { targetInfos } = await session.send('Target.getTargets')
    await session.detach()
    return targetInfos.find(({ type, url }) => isOurs(type, url))
  }

  const liveId = async () => (await live())?.targetId

  /** A session with the live worker, if there is one that can be asked. */
  async function attach() {
    const worker = await live()
    if (!worker || worker.attached) return undefined
    const { targetId } = worker
    const root = await puppet.target().createCDPSession()
    const { sessionId } = await root.send('Target.attachToTarget', { targetId, flatten: true })
    const session = root.connection()?.session(sessionId)
    if (session && (await answers(session))) return { session, release: () => root.detach() }
    await root.detach()
    return undefined
  }

  /** Not a private one: the worker isn't registered in there. */
  async function anyPage() {
    const [first] = await pagesOf(puppet, false)
    return first ?? puppet.newPage()
  }

  /** @param deed returns whether it loads the extension again, whose worker is then waited for */
  async function reloadedBy(deed: () => Promise<boolean>): Promise<void> {
    const before = await liveId()
    if (!(await deed())) return
    await until('the reloaded extension', async () => {
      const now = await liveId()
      return now !== undefined && now !== before
    })
  }

  async function wake(origin: string): Promise<void> {
    if (await liveId()) return
    const session = await (await anyPage()).createCDPSession()
    await session.send('ServiceWorker.enable')
    await session.send('ServiceWorker.startWorker', { scopeURL: `${origin}/` })
    await session.detach()
  }

  return {
    reloadedBy,

    isAlive: async () => (await liveId()) !== undefined,

    /** Of the worker that `start` starts, once puppeteer has let go of it. */
    async originOf(start: () => Promise<unknown>): Promise<string> {
      const former = new Set(puppet.targets())
      await start()
      const isNew = (target: Target) => isOurs(target.type(), target.url()) && !former.has(target)
      return `chrome-extension://${new URL((await puppet.waitForTarget(isNew)).url()).host}`
    },

    async evaluate(origin: string, expression: string): Promise<unknown> {
      await wake(origin)
      const { session, release } = await until('the service worker', attach)
      try {
        const request = { expression, awaitPromise: true, returnByValue: true }
        const { result, exceptionDetails } = await session.send('Runtime.evaluate', request)
        if (!exceptionDetails) return result.value
        throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
      } finally {
        // A worker that somebody is attached to can't start again once it is stopped.
        await release()
      }
    },

    /** Another one may have started by the time that this one is gone. */
    async stop(): Promise<void> {
      const id = await liveId()
      if (id === undefined) return
      const session = await puppet.target().createCDPSession()
      await until('the service worker to stop', async () => {
        const worker = await live()
        if (worker?.targetId !== id) return true
        // Puppeteer holds one that is about to begin; told to close then, it might never do either.
        if (worker.attached) return false
        await session.send('Target.closeTarget', { targetId: id }).catch(() => undefined)
        return (await liveId()) !== id
      })
      await session.detach()
    },

    /** What the button on chrome://extensions does. */
    async reload(origin: string): Promise<void> {
      await reloadedBy(async () => {
        const extensions = await puppet.newPage()
        await extensions.goto('chrome://extensions/')
        await extensions.evaluate(reloadExtension, new URL(origin).host)
        await extensions.close()
        return true
      })
    },
  }
}

/** Puppeteer holds each new worker for a moment; what it is asked then may get no answer, ever. */
function answers(session: CDPSession): Promise<boolean> {
  const expression = 'chrome.runtime.getPlatformInfo()'
  const request = { expression, awaitPromise: true, returnByValue: true }
  const asked = session.send('Runtime.evaluate', request, { timeout: 1000 })
  return asked.then(
    ({ exceptionDetails }) => !exceptionDetails,
    () => false,
  )
}

async function reloadExtension(id: string): Promise<void> {
  // Known on chrome:// pages alone, and so not in the types of the extension API.
  const { developerPrivate } = chrome as unknown as {
    developerPrivate: { reload(id: string, options: object): Promise<void> }
  }
  await developerPrivate.reload(id, { failQuietly: true })
}
