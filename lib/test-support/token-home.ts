import { Forbidden, NotFound } from '../plex/errors.ts'
import type { HomeUser } from '../plex/home.ts'
import type { HomeSwitchRequest } from '../plex/home-switch.ts'
import type { User } from '../plex/user.ts'
import { ANN } from './accounts-world.ts'

const NAMELESS = { username: '', email: '', thumb: '' }

/** Managed users of Ann's Home: one without a PIN, one with. */
export const KID: User = { ...NAMELESS, id: '3', uuid: 'u3', title: 'Kid' }
export const TEEN: User = { ...NAMELESS, id: '4', uuid: 'u4', title: 'Teen' }
export const TEEN_PIN = '2468'

interface Member {
  readonly user: User
  readonly pin: string | null
}

/** Ann's Plex Home. */
export function tokenHome() {
  const members = new Map<string, Member>(
    [
      { user: KID, pin: null },
      { user: TEEN, pin: TEEN_PIN },
    ].map((member) => [member.user.id, member]),
  )

  return {
    members,

    usersFor: (id: string): HomeUser[] =>
      id === ANN.id ? [...members.values()].map(({ user, pin }) => listed(user, pin)) : [],

    /** @throws as plex.tv refuses */
    memberFor(id: string, { userId, pin }: HomeSwitchRequest): User {
      const member = id === ANN.id ? members.get(userId) : undefined
      if (!member) throw new NotFound('no such user', { status: 404 })
      const isRight = member.pin === null || member.pin === pin
      if (!isRight) throw new Forbidden('PIN', { status: 403, code: 1041 })
      return member.user
    },

    /** @throws where a managed user may not link. docs/PLEX-API.md §4 */
    mayLink({ id }: User): void {
      if (members.has(id)) throw new Forbidden('managed', { status: 403, code: 1009 })
    },
  }
}

function listed({ id, uuid, username, title, thumb }: User, pin: string | null): HomeUser {
  return { id, uuid, username, title, thumb, admin: false, managed: true, hasPin: pin !== null }
}
