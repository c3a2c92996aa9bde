import type { Account } from './accounts.ts'
import type { About } from './pins.ts'
import type { Caller, World } from './world.ts'

export interface Switch {
  /** The number or the uuid of the member. */
  readonly wanted: string
  /** The Home PIN that was sent, or null. */
  readonly pin: string | null
  readonly clientIdentifier: string
  readonly about: About
  /** Whether a member with a PIN is given to who sends none. */
  readonly lax: boolean
}

export type Switched =
  | { readonly account: Account; readonly token: string }
  | 'tooMany'
  | 'notOfHome'
  | 'notFound'
  | 'homePin'

/**
 * The member's own token for the identifier that asked, which stands in the member's list of
 * devices; an earlier one of the pair is rotated out. docs/PLEX-API.md §5.4
 */
export function switchUser(world: World, { account }: Caller, asked: Switch): Switched {
  if (!world.switches.allows(String(account.id))) return 'tooMany'
  if (account.home === null) return 'notOfHome'
  const member = world.accounts
    .homeOf(account)
    .find(({ id, uuid }) => String(id) === asked.wanted || uuid === asked.wanted)
  if (!member) return 'notFound'
  const isExcused = asked.pin === null && asked.lax
  if (member.homePin !== null && member.homePin !== asked.pin && !isExcused) return 'homePin'
  const token = world.devices.authorise(member.id, asked.clientIdentifier, asked.about)
  return { account: member, token }
}
