import type { NewcomersKeeper } from '../devices/newcomers.ts'
import type { Health } from '../health/health.ts'
import type { Checks } from '../servers/checks.ts'
import type { SignIns } from '../sign-ins/sign-ins.ts'
import { onceASession } from '../storage/once-a-session.ts'
import type { Tools } from '../tools/tools.ts'
import type { Importing } from '../transfer/importing.ts'
import type { Answering } from './answering.ts'
import { aside } from './aside.ts'
import type { Endings } from './endings.ts'
import type { Ground } from './ground.ts'
import type { Leaving } from './leaving.ts'
import type { Linking } from './linking.ts'
import type { Records } from './records.ts'
import type { Sharing } from './sharing.ts'

interface Parts {
  readonly records: Pick<Records, 'store' | 'unusable' | 'lock' | 'accounts'>
  readonly sharing: Sharing
  readonly overseeing: { readonly checks: Checks; readonly newcomers: NewcomersKeeper }
  readonly tools: Tools
  readonly signIns: SignIns
  readonly decisions: Answering['decisions']
  readonly endings: Endings
  readonly leaving: Leaving
  readonly importing: Importing
  readonly health: Pick<Health, 'resume'>
  readonly link: Linking['link']
  readonly meetNewAccounts: () => Promise<void>
}

/** What nobody waits for: to go on where a stop cut us short, and to end what is over. */
export function createChores(ground: Ground, parts: Parts) {
  const { session, tabs } = ground
  const { records, sharing, overseeing, tools, signIns, decisions, endings, health } = parts
  const { leaving, importing, link, meetNewAccounts } = parts
  const { gatekeeper, grantsOf, visits } = sharing

  const settle = onceASession(session, 'settled', async () => {
    await records.store.renewIndexes()
    // From here on each write is looked at, and what was found is remembered for the session.
    await records.unusable.lookAtAll()
    await gatekeeper.reconcile()
    await endings.tidy()
  })

  /** @param url what the tab shows now; undefined where it closed, or we may not see it */
  async function endVisit(tabId: number, url?: string): Promise<void> {
    if (!(await visits.has(tabId))) return
    for (const isPrivate of [false, true]) await grantsOf(isPrivate).endVisit(tabId, url)
    if (url === undefined) await visits.end(tabId)
  }

  async function endPrivate(): Promise<void> {
    if (!(await tabs.hasPrivateWindow())) await grantsOf(true).endAll()
  }

  /** What ended while we were being stopped. */
  async function endMissed(): Promise<void> {
    for (const tabId of await visits.list()) await endVisit(tabId, await tabs.addressOf(tabId))
    await endPrivate()
    await endings.resume()
  }

  /** What waited for the unlock. */
  function unlocked(): void {
    aside(ground, records.accounts.openAll())
    aside(ground, endings.endAtPlex(true))
    goOn()
  }

  /** Each wake does all of it. */
  function resume(): void {
    aside(ground, records.lock.resume())
    aside(ground, settle())
    aside(ground, gatekeeper.finish())
    aside(ground, importing.resume())
    aside(ground, endMissed())
    goOn()
  }

  function goOn(): void {
    aside(ground, decisions.resume())
    aside(ground, leaving.resume())
    aside(ground, tools.resume())
    aside(ground, overseeing.checks.resume())
    aside(ground, overseeing.newcomers.look())
    aside(ground, signIns.resume())
    aside(ground, link.resume())
    aside(ground, meetNewAccounts())
    aside(ground, health.resume())
  }

  return { settle, endVisit, endPrivate, resume, unlocked }
}
