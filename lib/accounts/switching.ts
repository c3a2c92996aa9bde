import type { PlexClient } from '../plex/client.ts'
import { Forbidden, NotFound, RateLimited, Unauthorized } from '../plex/errors.ts'
import type { HomeSwitch, SwitchedUser } from '../plex/home-switch.ts'
import type { Identity } from '../plex/identity.ts'
import type { Token } from '../plex/token.ts'
import { pinNeeded } from './home-pin.ts'

export interface SwitchingWorld {
  readonly plex: Pick<PlexClient, 'switchHomeUser'>
  readonly now: () => number
  readonly token: (accountId: string) => Promise<Token | null>
  /** Asks Plex whether an account's token still lives. */
  readonly check: (accountId: string) => Promise<unknown>
}

/** The user of a Home, and the account that reaches them. */
export interface Member {
  readonly adminId: string
  readonly userId: string
}

/** How long we wait where Plex says 429 and not for how long, in ms. */
const SLOW_DOWN_MS = 60_000

/** Gets tokens of Home users. Plex counts these calls strictly: after a 429 it is not asked too early. */
export function createSwitching({ plex, now, token, check }: SwitchingWorld) {
  let notBefore = 0

  function slowDown(): RateLimited {
    const status = { status: 429 }
    return new RateLimited('plex.tv asks us to slow down', status, notBefore - now())
  }

  function failureOf(answer: Exclude<HomeSwitch, { kind: 'switched' }>): Error {
    switch (answer.kind) {
      case 'wrong_pin':
        return pinNeeded()
      case 'too_many':
        notBefore = now() + (answer.retryAfter ?? SLOW_DOWN_MS)
        return slowDown()
      case 'gone':
        return new NotFound('This Home has no such user', { status: 404 })
      case 'not_allowed':
        return new Forbidden('plex.tv refuses to switch to this user', { status: 403 })
      case 'invalid':
        return new Unauthorized('The account that shares this Home is signed out')
      case 'trouble':
        return answer.error
    }
  }

  return {
    /** When Plex may be asked again (ms since the epoch); null: now. */
    retryAt: (): number | null => (notBefore > now() ? notBefore : null),

    /**
     * The user's token for whoever asks; an earlier one of theirs dies. docs/PLEX-API.md §5.4
     *
     * @throws Forbidden where the PIN is missing or wrong (`isPinRefused`), NotFound where the Home
     *   has no such user, RateLimited, Unauthorized where the account that reaches them is signed out
     */
    async switchTo(member: Member, who: Identity, pin: string | null): Promise<SwitchedUser> {
      if (notBefore > now()) throw slowDown()
      const { adminId, userId } = member
      const admin = await token(adminId)
      if (!admin) throw new Unauthorized('The account that shares this Home is signed out')
      const answer = await plex.switchHomeUser(who, admin, { userId, pin })
      if (answer.kind === 'switched') return answer
      if (answer.kind === 'invalid') await check(adminId)
      throw failureOf(answer)
    },
  }
}

export type Switching = ReturnType<typeof createSwitching>
