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

/** docs/PLEX-API.md §5.1: no username, no e-mail, restricted. */
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

export const ACCOUNTS: readonly Account[] = [DEMO, SECOND, MANAGED]

export const accountById = (id: number): Account | null =>
  ACCOUNTS.find((account) => account.id === id) ?? null

export const homeOf = (account: Account): readonly Account[] =>
  account.home === null ? [account] : ACCOUNTS.filter((other) => other.home === account.home)
