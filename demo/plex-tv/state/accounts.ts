/** A demo account. `restricted` marks a managed Home user, which has neither name nor e-mail. */
export interface Account {
  readonly id: number
  readonly uuid: string
  readonly username: string
  readonly title: string
  readonly email: string
  readonly restricted: boolean
  readonly homeAdmin: boolean
  /** Members of one Plex Home share this number; null is no Home. */
  readonly home: number | null
  /** The Home PIN that switching to this user asks for. */
  readonly homePin: string | null
  /** Seconds since 1970, like plex.tv's `joinedAt`. */
  readonly joinedAt: number
}

/** The account that everything is signed in to and approved with unless a test says otherwise. */
export const DEMO: Account = {
  id: 7_400_001,
  uuid: '5f0e7a11d3c04b52',
  username: 'demo',
  title: 'Demo Person',
  email: 'demo@example.com',
  restricted: false,
  homeAdmin: true,
  home: 1,
  homePin: null,
  joinedAt: 1_546_300_800,
}

/** Of nobody's Home: a second sign-in, unrelated to the first. */
export const SECOND: Account = {
  id: 7_400_002,
  uuid: '9b64c2f07e1d4a83',
  username: 'second',
  title: 'Second Person',
  email: 'second@example.com',
  restricted: false,
  homeAdmin: false,
  home: null,
  homePin: null,
  joinedAt: 1_609_459_200,
}

/** Managed, and behind a Home PIN. docs/PLEX-API.md §5.1: no username, no e-mail, restricted. */
export const MANAGED: Account = {
  id: 7_400_003,
  uuid: 'c81d5e3fa2964077',
  username: '',
  title: 'Demo Guest',
  email: '',
  restricted: true,
  homeAdmin: false,
  home: 1,
  homePin: '2468',
  joinedAt: 1_672_531_200,
}

/** A full account of its own that belongs to the Home. */
export const MEMBER: Account = {
  id: 7_400_004,
  uuid: '2ab96d05e87f4c31',
  username: 'partner',
  title: 'Demo Partner',
  email: 'partner@example.com',
  restricted: false,
  homeAdmin: false,
  home: 1,
  homePin: null,
  joinedAt: 1_577_836_800,
}

/** Managed, without a Home PIN. */
export const KID: Account = {
  id: 7_400_005,
  uuid: 'e4107bd93f6c4258',
  username: '',
  title: 'Demo Kid',
  email: '',
  restricted: true,
  homeAdmin: false,
  home: 1,
  homePin: null,
  joinedAt: 1_704_067_200,
}

const EVERYBODY: readonly Account[] = [DEMO, SECOND, MANAGED, MEMBER, KID]

/** Who there is, until a test removes somebody. */
export class AccountStore {
  #all: readonly Account[] = EVERYBODY

  get all(): readonly Account[] {
    return this.#all
  }

  byId(id: number): Account | null {
    return this.#all.find((account) => account.id === id) ?? null
  }

  /** Who shares a Plex Home with this account, itself included; alone where there is no Home. */
  homeOf(account: Account): readonly Account[] {
    if (account.home === null) return [account]
    return this.#all.filter((other) => other.home === account.home)
  }

  /** Another name on screen: plex.tv lets two accounts have the same. */
  rename(id: number, title: string): void {
    this.#all = this.#all.map((account) => (account.id === id ? { ...account, title } : account))
  }

  remove(id: number): void {
    this.#all = this.#all.filter((account) => account.id !== id)
  }
}
