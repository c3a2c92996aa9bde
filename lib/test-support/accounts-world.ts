import { createAccounts } from '../accounts/accounts.ts'
import type { PlexError } from '../plex/errors.ts'
import { Token } from '../plex/token.ts'
import type { User } from '../plex/user.ts'
import { createStore } from '../storage/store.ts'
import { createClock } from './clock.ts'
import { gate } from './link-world.ts'
import { memoryArea } from './memory-area.ts'
import { IDENTITY, SECRET } from './plex-server.ts'
import { testVault } from './vault.ts'

export const ANN: User = {
  id: '1',
  uuid: 'u1',
  username: 'ann',
  title: 'Ann',
  email: 'ann@example.org',
  thumb: '',
}
export const BOB: User = { ...ANN, id: '2', uuid: 'u2', username: 'bob', title: 'Bob' }

/** The part of plex.tv that knows accounts, to be told what to answer. */
export function fakePlex() {
  const asked: string[] = []
  const ended: string[] = []
  let next: Promise<User | PlexError> | null = null
  let noteAsked = () => {}
  let heldEnd: { asked: () => void; closed: Promise<void> } | null = null
  const plex = {
    user: ANN as User | PlexError,
    end: null as PlexError | null,
    asked,
    ended,
    /** The next answer comes when the test says so. */
    hold() {
      let answer: (answer: User | PlexError) => void = () => {}
      next = new Promise((resolve) => {
        answer = resolve
      })
      const asked = new Promise<void>((resolve) => {
        noteAsked = resolve
      })
      return { asked, answer: (news: User | PlexError) => answer(news) }
    },
    async getUser(_identity: unknown, token: Token): Promise<User> {
      asked.push(token.reveal())
      noteAsked()
      const held = next
      next = null
      const answer = held ? await held : plex.user
      if (answer instanceof Error) throw answer
      return answer
    },
    /** The next sign-out waits. */
    holdEnd() {
      const [asked, answered] = [gate(), gate()]
      heldEnd = { asked: asked.open, closed: answered.closed }
      return { asked: asked.closed, answer: answered.open }
    },
    async signOut(_identity: unknown, token: Token): Promise<void> {
      const held = heldEnd
      heldEnd = null
      held?.asked()
      await held?.closed
      if (plex.end) throw plex.end
      ended.push(token.reveal())
    },
  }
  return plex
}

/** Real accounts over a storage in memory and a plex.tv that does as it is told. */
export function accountsWorld({ area = memoryArea(), vault = testVault() } = {}) {
  const clock = createClock()
  const store = createStore(area, () => {})
  const plex = fakePlex()
  let changes = 0
  const accounts = createAccounts({
    store,
    vault,
    plex,
    identity: async () => IDENTITY,
    now: clock.now,
    changed: () => void changes++,
  })

  async function add(secret = SECRET): Promise<string> {
    const change = await accounts.adding(new Token(secret))
    await store.write(change)
    return change.key.slice('account:'.length)
  }

  /** The person signs out while Plex is asked about the account, which answers this. */
  async function signOutDuringCheck(id: string, answer: User | PlexError): Promise<void> {
    const late = plex.hold()
    const check = accounts.check(id)
    await late.asked
    await accounts.signOut(id)
    late.answer(answer)
    await check
  }

  const forgetCache = (id: string) => void store.heard({ [`account:${id}`]: undefined })
  return {
    accounts,
    area,
    store,
    plex,
    clock,
    add,
    signOutDuringCheck,
    forgetCache,
    changes: () => changes,
  }
}
