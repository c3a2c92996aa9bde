import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { FakeElement, fakeDom } from '../../test-support/fake-dom.ts'
import { fakePage, LINKED } from '../../test-support/fake-page.ts'
import {
  CLAIMED,
  fakePlex,
  fakeStorage,
  fakeWindow,
  type PlexAnswer,
} from '../../test-support/fake-plex.ts'
import { ENGLISH, type Words } from './words.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

interface Setting {
  isBlocked?: boolean
  create?: () => PlexAnswer
  look?: (nth: number) => PlexAnswer
  /** What the page has set before it knew the element. */
  given?: Record<string, unknown>
}

/** A page with the button in it, and no Foyer yet. */
async function setButton({ isBlocked = false, given = {}, ...routes }: Setting = {}) {
  vi.resetModules()
  const foyer = fakePage()
  const plex = fakePlex(routes)
  fakeStorage()
  const { open } = fakeWindow({ isBlocked })
  vi.stubGlobal('window', Object.assign(foyer.page, { open }))
  vi.stubGlobal('navigator', { onLine: true })
  const known = fakeDom()
  const { definePlexSignIn } = await import('./define.ts')
  definePlexSignIn()
  definePlexSignIn()
  const Button = known.get('plex-sign-in')
  if (!Button) throw new Error('The page does not know the element')
  FakeElement.given = given
  const element = new Button() as FakeElement & { words: Partial<Words> }
  FakeElement.given = {}
  element.setAttribute('product', 'Reel Notes')
  element.connectedCallback?.()

  const part = (name: string) => {
    const all = element.root?.children.flatMap((it) => [it, ...it.children]) ?? []
    const found = all.find((it) => it.getAttribute('part') === name)
    if (!found) throw new Error(`There is no part ${name}`)
    return found
  }
  const events: unknown[] = []
  for (const type of ['signin', 'signinerror']) {
    element.addEventListener(type, (event) => events.push([type, (event as CustomEvent).detail]))
  }
  /** What a person sees and hears of it. */
  const seen = () => ({
    hint: part('hint').textContent,
    status: part('status').textContent,
    isBusy: part('button').getAttribute('aria-disabled') === 'true',
    link: part('more').hidden || part('link').hidden ? null : part('link').href,
    mayCancel: !part('more').hidden,
  })
  const settled = (ms = 0) => vi.advanceTimersByTimeAsync(ms)
  const greet = async (state = LINKED) => {
    foyer.last().greet(state)
    await settled()
  }
  /** Long enough for it to be known that Foyer is not here. */
  const press = async () => {
    await settled(500)
    part('button').click()
    await settled()
  }
  return { ...foyer, ...plex, open, element, part, events, seen, settled, greet, press }
}

const IDLE = { hint: '', status: '', isBusy: false, link: null, mayCancel: false }
const BUSY = { ...IDLE, isBusy: true, mayCancel: true }
const URL = expect.stringMatching(/^https:\/\/app\.plex\.tv\/auth#/)

describe('<plex-sign-in>', () => {
  test('says nothing more than its name to begin with', async () => {
    const { seen, element } = await setButton()
    expect(seen()).toEqual(IDLE)
    expect(element.words).toEqual(ENGLISH)
  })

  test('says that one click is enough, as long as it is', async () => {
    const { seen, greet } = await setButton()
    await greet()
    expect(seen()).toEqual({ ...IDLE, hint: ENGLISH.oneClick })
    await greet({ ...LINKED, linked: false })
    expect(seen()).toEqual(IDLE)
    await greet({ ...LINKED, locked: true })
    expect(seen()).toEqual(IDLE)
    await greet()
    expect(seen()).toEqual({ ...IDLE, hint: ENGLISH.oneClick })
  })

  test('says that Foyer asks, with no link to Plex', async () => {
    const { seen, greet, press, last } = await setButton()
    await greet()
    await press()
    expect(seen()).toEqual({ ...BUSY, status: ENGLISH.askingFoyer })
    last().answer(last().asked[0], {})
    await vi.advanceTimersByTimeAsync(0)
    last().answer(last().asked[1], { token: 't', clientIdentifier: 'c', product: 'p' })
    await vi.advanceTimersByTimeAsync(0)
    last().answer(last().asked[2], { id: '7' })
    await vi.advanceTimersByTimeAsync(0)
    expect(seen()).toEqual({ ...IDLE, hint: ENGLISH.oneClick })
  })

  test('is busy from the click on, and hears no second one', async () => {
    const { seen, press, open, part } = await setButton()
    await vi.advanceTimersByTimeAsync(500)
    part('button').click()
    expect(seen()).toEqual(BUSY)
    await press()
    expect(open).toHaveBeenCalledOnce()
  })

  test.each([
    ['that Plex asks', false, ENGLISH.askingPlex],
    ['that the window was blocked', true, ENGLISH.blocked],
  ])('says %s, and has a link either way', async (_, isBlocked, status) => {
    const { seen, press } = await setButton({ isBlocked })
    await press()
    expect(seen()).toEqual({ ...BUSY, status, link: URL })
  })

  test('gives the page what has come, and is ready again', async () => {
    const { seen, press, settled, events } = await setButton({ look: () => ({ body: CLAIMED }) })
    await press()
    await settled(1_000)
    expect(events).toMatchObject([['signin', { via: 'plex', token: 'tok-1', user: { id: '7' } }]])
    expect(seen()).toEqual(IDLE)
  })

  test.each([
    ['plex_unavailable', () => 'unreadable' as const, ENGLISH.offline],
    ['rate_limited', () => ({ status: 429 }), ENGLISH.failed],
    ['expired', () => ({ status: 201, body: { id: 1, code: 'a', expiresIn: 1 } }), ENGLISH.expired],
  ])('says what has failed: %s; and begins anew', async (reason, create, status) => {
    const { seen, press, settled, events, part } = await setButton({ create })
    await press()
    await settled(1_000)
    expect(seen()).toEqual({ ...IDLE, status })
    expect(events).toMatchObject([['signinerror', { reason }]])
    part('button').click()
    expect(seen()).toEqual(BUSY)
  })

  test('says nothing to somebody who has pressed Deny', async () => {
    const { seen, greet, press, last, settled, events } = await setButton()
    await greet()
    await press()
    last().fail(last().asked[0], 'denied')
    await settled()
    expect(seen()).toEqual({ ...IDLE, hint: ENGLISH.oneClick })
    expect(events).toMatchObject([['signinerror', { reason: 'denied' }]])
  })

  test('can be called off, which puts the focus back where it was', async () => {
    const { seen, press, part, settled, events } = await setButton()
    await press()
    part('cancel').focus()
    part('cancel').click()
    await settled()
    expect(seen()).toEqual(IDLE)
    expect(FakeElement.focused).toBe(part('button'))
    expect(events).toMatchObject([['signinerror', { name: 'AbortError' }]])
  })

  test('takes the focus from nobody else', async () => {
    const { press, settled } = await setButton({ look: () => ({ body: CLAIMED }) })
    const other = new FakeElement()
    await press()
    other.focus()
    await settled(1_000)
    expect(FakeElement.focused).toBe(other)
  })

  test('ends with its place in the page', async () => {
    const { press, element, settled, asked, seen } = await setButton()
    await press()
    element.disconnectedCallback?.()
    const before = asked.length
    await settled(60_000)
    expect(asked).toHaveLength(before)
    expect(seen()).toEqual(IDLE)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('does what its attributes say', async () => {
    const { element, press, asked, part, open } = await setButton()
    element.setAttribute('scopes', ' token ')
    element.setAttribute('client-identifier', 'mine')
    element.setAttribute('disabled', '')
    await press()
    expect(part('button').disabled).toBe(true)
    expect(open).not.toHaveBeenCalled()
    part('button').disabled = false
    await press()
    expect(asked[0]?.headers).toMatchObject({ 'X-Plex-Client-Identifier': 'mine' })
  })
})

describe('the words of <plex-sign-in>', () => {
  const GERMAN = { label: 'Mit Plex anmelden', cancel: 'Abbrechen' }

  test('may be the page’s own, in part', async () => {
    const { element, part } = await setButton()
    element.words = GERMAN
    expect(part('cancel').textContent).toBe('Abbrechen')
    expect(part('link').textContent).toBe(ENGLISH.openPlex)
    expect(part('button').children[0]?.textContent).toBe('Mit Plex anmelden')
  })

  test('may have been set before the page knew the element', async () => {
    const { element, part } = await setButton({ given: { words: GERMAN } })
    expect(part('cancel').textContent).toBe('Abbrechen')
    element.words = {}
    expect(part('cancel').textContent).toBe('Cancel')
  })

  test.each([
    ['words', 'Anmelden', 0, true],
    ['a picture', '', 1, true],
    ['a line break', '\n  ', 0, false],
  ])('give way to %s in it: %j', async (_, textContent, pictures, isHidden) => {
    const { element, part } = await setButton()
    element.textContent = textContent
    for (let n = 0; n < pictures; n++) element.append(new FakeElement())
    const [label, slot] = part('button').children
    slot?.onslotchange?.()
    expect(label?.hidden).toBe(isHidden)
  })
})
