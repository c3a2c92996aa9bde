import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { until } from '../../demo/browsers/index.ts'
import { accountToken, ask, getToken, letInToo } from './sharing.ts'
import { BROWSERS, type Stage, setStage, signIn } from './stage.ts'

/** Long enough that none stands anywhere by chance. */
const PARTS = 4

type Area = { get(keys: null): Promise<Record<string, unknown>> }
type Extension = {
  storage: Record<'local' | 'session' | 'sync', Area | undefined>
  tabs: { query(what: object): Promise<{ id: number; url?: string }[]> }
  scripting: { executeScript(what: object): Promise<{ result: Dump }[]> }
}
/** What each area holds, as whoever asks may read it; null where they may not. */
type Dump = Record<'local' | 'session' | 'sync', Record<string, unknown> | null>

/** Runs in a page of the extension, or in a content script. */
async function dump(): Promise<Dump> {
  const { storage } = (globalThis as unknown as { chrome: Extension }).chrome
  const read = async (area: Area | undefined) => (await area?.get(null).catch(() => null)) ?? null
  const { local, session, sync } = storage
  return { local: await read(local), session: await read(session), sync: await read(sync) }
}

async function dumpInExtension({ browser }: Stage): Promise<Dump> {
  const page = await browser.openExtensionPage('options.html')
  const read = await page.evaluate(dump)
  await page.close()
  return read
}

/** Beside the bridge, in the world that it shares with every other content script of ours. */
async function dumpInContentScript({ browser, site }: Stage): Promise<Dump> {
  const run = new Function('url', `return (${inTab})(${dump}, url)`) as (url: string) => Dump
  return browser.inBackground(run, site.url)
}

async function inTab(func: () => Promise<Dump>, url: string): Promise<Dump | undefined> {
  const { tabs, scripting } = (globalThis as unknown as { chrome: Extension }).chrome
  const tab = (await tabs.query({})).find((it) => it.url?.startsWith(url))
  const [ran] = await scripting.executeScript({ target: { tabId: tab?.id }, func })
  return ran?.result
}

/** Those of these texts that stand in a file of the profile, in either of the encodings that browsers store. */
async function onDisk({ browser }: Stage, texts: readonly string[]): Promise<string[]> {
  const found = new Set<string>()
  for (const entry of await readdir(browser.profile, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    // The browser is at work: what was listed may have gone.
    const bytes = await readFile(join(entry.parentPath, entry.name)).catch(() => Buffer.alloc(0))
    for (const text of texts) {
      if (bytes.includes(text, 0, 'utf8') || bytes.includes(text, 0, 'utf16le')) found.add(text)
    }
  }
  return [...found]
}

function sealedTexts(stored: unknown): string[] {
  return [...JSON.stringify(stored).matchAll(/"data":"([^"]+)"/g)].flatMap(([, text]) => text ?? [])
}

/** A database may break a text off anywhere, and go on with it elsewhere: one of its parts is whole. */
function parts(text: string): string[] {
  const length = Math.ceil(text.length / PARTS)
  return Array.from({ length: PARTS }, (_, i) => text.slice(i * length, (i + 1) * length))
}

describe.each(BROWSERS)('what is stored, in %s', (kind) => {
  test('shows no token: to extension pages, to content scripts, in the profile, to be synchronised', async () => {
    const stage = await setStage(kind)
    const { tab } = stage
    await signIn(stage)
    const page = await letInToo(stage, tab)
    await ask(stage, tab, page)
    const tokens = [accountToken(stage), (await getToken(page)).token]
    const told = (dumped: unknown) => tokens.filter((it) => JSON.stringify(dumped).includes(it))

    const own = await dumpInExtension(stage)
    const sealed = sealedTexts(own.local)
    expect(sealed).toHaveLength(tokens.length)
    expect(told(own)).toEqual([])
    expect(own.sync).toEqual({})

    const script = await dumpInContentScript(stage)
    expect(told(script)).toEqual([])
    expect(script.session).toBeNull()
    // Firefox can't close it to content scripts.
    expect(script.local === null).toBe(kind === 'chromium')

    // What holds them has come to the disk, or nothing would be shown by their absence.
    const found = await until('what is sealed on the disk', async () => {
      const texts = await onDisk(stage, [...sealed.flatMap(parts), ...tokens])
      return sealed.every((text) => parts(text).some((it) => texts.includes(it))) && texts
    })
    expect(told(found)).toEqual([])
  })
})
