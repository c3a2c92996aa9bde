import type { Page, Protocol, Target } from 'puppeteer-core'

/** What Chromium itself knows of a tab or a worker. @throws when it closes meanwhile */
export async function targetInfoOf(it: Page | Target): Promise<Protocol.Target.TargetInfo> {
  const session = await it.createCDPSession()
  const { targetInfo } = await session.send('Target.getTargetInfo')
  await session.detach()
  return targetInfo
}
