import { describe, expect, test } from 'vitest'
import { APP } from '../test-support/background.ts'
import { settle } from '../test-support/clock.ts'
import { createLife } from '../test-support/life.ts'
import { tokensWorld } from '../test-support/tokens-world.ts'

const ID = 'machine-1'
const LOCAL = 'http://192.168.1.20:32400'
const REMOTE = 'https://203-0-113-20.abc.plex.direct:32400'

const identity = (machineIdentifier: string) =>
  Response.json({ MediaContainer: { size: 0, claimed: true, machineIdentifier } })

/** A background that a person has pressed "Check connections" in; who answers is the test's to say. */
function setUp(answers: Record<string, () => Response | Promise<Response>> = {}) {
  const world = tokensWorld()
  const asked: string[] = []
  world.internet.fetch = async (url) => {
    asked.push(url)
    const answer = answers[new URL(url).origin]
    if (!answer) throw new TypeError('Failed to fetch')
    return answer()
  }
  const app = world.boot()
  return { ...world, world, app, asked, checks: app.checks }
}

const found = ({ checks }: Pick<ReturnType<typeof setUp>, 'checks'>) =>
  Object.fromEntries([...checks.of(ID)].map(([uri, check]) => [uri, check.state]))

const never = () => new Promise<Response>(() => {})

describe('checking connections', () => {
  test('asks each who it is, and gives the hosts back', async () => {
    const it = setUp({ [LOCAL]: () => identity(ID) })
    await it.checks.intend(ID, [LOCAL, REMOTE])
    await it.checks.check(ID)
    expect(it.asked.sort()).toEqual([`${LOCAL}/identity`, `${REMOTE}/identity`])
    expect(found(it)).toEqual({ [LOCAL]: 'reachable', [REMOTE]: 'unreachable' })
    expect(it.givenBack).toEqual([LOCAL, REMOTE])
  })

  test('says how long an answer took, and shows it before the others are there', async () => {
    const world = setUp({ [REMOTE]: never })
    const { checks, clock } = world
    world.internet.fetch = async (url) => {
      if (url.startsWith(REMOTE)) return never()
      clock.set(clock.now() + 34)
      return identity(ID)
    }
    await checks.intend(ID, [LOCAL, REMOTE])
    void checks.check(ID)
    await settle()
    expect([...checks.of(ID).values()]).toEqual([
      { state: 'reachable', ms: 34 },
      { state: 'checking' },
    ])
    expect(world.givenBack).toEqual([])
  })

  test('of 16 dead ones takes no longer than of one', async () => {
    const many = Array.from({ length: 16 }, (_, n) => `http://10.0.0.${n}:32400`)
    const it = setUp(Object.fromEntries(many.map((uri) => [uri, never])))
    it.internet.fetch = (url, init) =>
      new Promise((_, fail) => {
        it.asked.push(url)
        init?.signal?.addEventListener('abort', () => fail(new Error('aborted')))
      })
    await it.checks.intend(ID, many)
    const over = it.checks.check(ID)
    await it.clock.advance(5000)
    await over
    expect(it.asked).toHaveLength(16)
    expect(new Set(Object.values(found(it)))).toEqual(new Set(['unreachable']))
    expect(it.givenBack).toHaveLength(16)
  })

  test.each<[string, () => Response, string]>([
    ['the server', () => identity(ID), 'reachable'],
    [
      'the server, in XML',
      () => new Response(`<MediaContainer machineIdentifier="${ID}" />`),
      'reachable',
    ],
    ['another server', () => identity('machine-2'), 'other'],
    ['a router', () => new Response('<html>Welcome</html>'), 'other'],
    ['nothing to read', () => new Response('{"MediaContainer":null}'), 'other'],
    ['a refusal', () => new Response('', { status: 401 }), 'other'],
    ['a refusal that names it', () => new Response(ID, { status: 500 }), 'other'],
  ])('tells who answers: %s', async (_, answer, state) => {
    const it = setUp({ [LOCAL]: answer })
    await it.checks.intend(ID, [LOCAL])
    await it.checks.check(ID)
    expect(found(it)).toEqual({ [LOCAL]: state })
  })

  test('sends neither token nor cookies, nor says who asks', async () => {
    const it = setUp()
    await it.app.signIn()
    let sent: RequestInit | undefined
    it.internet.fetch = async (_, init) => {
      sent = init
      return identity(ID)
    }
    await it.checks.intend(ID, [`${LOCAL}/?X-Plex-Token=x`])
    await it.checks.check(ID)
    expect(sent).toMatchObject({ credentials: 'omit', headers: { Accept: 'application/json' } })
  })

  test('asks nobody but a web address', async () => {
    const it = setUp()
    await it.checks.intend(ID, ['ftp://192.168.1.20/', 'nonsense'])
    await it.checks.check(ID).catch(() => {})
    expect(it.asked).toEqual([])
  })

  test('that the person refuses leaves nothing', async () => {
    const it = setUp({ [LOCAL]: () => identity(ID) })
    await it.checks.intend(ID, [LOCAL])
    await it.checks.abandon(ID)
    await it.checks.check(ID)
    expect([it.asked, found(it)]).toEqual([[], {}])
  })

  test('leaves a host to the site that is allowed there', async () => {
    const it = setUp()
    await it.app.sites.allow(`${LOCAL.replace(':32400', ':8080')}`)
    await it.checks.intend(ID, [LOCAL, REMOTE])
    await it.checks.check(ID)
    expect(it.givenBack).toEqual([REMOTE])
  })
})

describe('a background that is stopped while it checks', () => {
  test('at any step goes on, and gives the hosts back', async () => {
    for (let endAt = 1; ; endAt++) {
      const it = setUp({ [LOCAL]: () => identity(ID) })
      await it.checks.intend(ID, [LOCAL])
      const life = createLife(endAt)
      void it.world.boot(life).checks.check(ID)
      await settle()
      const isCut = life.isOver()
      const next = it.world.boot()
      await next.wake()
      await it.clock.advance(1000)
      await it.clock.advance(400_000)
      await it.world.boot().wake()
      expect(Object.keys(await it.local.get(null)).filter((key) => key.startsWith('loan'))).toEqual(
        [],
      )
      expect(it.givenBack.length, `cut at step ${endAt}`).toBeGreaterThan(0)
      if (!isCut) return
    }
  })

  test('goes on with what the browser has given, for a minute', async () => {
    const it = setUp({ [LOCAL]: never })
    await it.checks.intend(ID, [LOCAL])
    void it.checks.check(ID)
    await settle()
    it.asked.length = 0
    it.world.boot()
    await it.clock.advance(60_001)
    await it.world.boot().wake()
    expect([it.asked, it.givenBack]).toEqual([[], [LOCAL]])
  })

  test('before the browser was answered waits for that, and not for ever', async () => {
    const it = setUp()
    await it.checks.intend(ID, [LOCAL])
    await it.world.boot().wake()
    expect(it.givenBack).toEqual([])
    await it.clock.advance(300_001)
    await it.world.boot().wake()
    expect([it.asked, it.givenBack]).toEqual([[], [LOCAL]])
  })

  test('loses no loan to a second click', async () => {
    const it = setUp()
    await it.checks.intend(ID, [LOCAL])
    const app = it.world.boot()
    await app.checks.intend(ID, [REMOTE])
    await app.checks.check(ID)
    expect(it.givenBack.sort()).toEqual([LOCAL, REMOTE])
  })
})

test('what a site is let in by is not given back while its own prompt is open', async () => {
  const it = setUp()
  await it.app.gatekeeper.intend(APP)
  await it.app.gatekeeper.giveBack([`${APP}:32400`])
  expect(it.givenBack).toEqual([])
})
