import { ACCOUNTS } from '../accounts/account.ts'
import { CURRENT } from '../accounts/current.ts'
import { IDENTITY } from '../accounts/identity.ts'
import { CHECKS } from '../health/checks.ts'
import { LINK } from '../linking/store.ts'
import { PASSPHRASE } from '../lock/passphrase.ts'
import { LOANS } from '../servers/loan.ts'
import { SETTINGS } from '../settings/settings.ts'
import { ASKED } from '../sign-ins/plex-pages.ts'
import { SIGN_INS } from '../sign-ins/sign-in.ts'
import { GRANTS, USES } from '../sites/grant-records.ts'
import { REVOKED } from '../sites/revoked.ts'
import { SITES } from '../sites/sites.ts'
import type { Collection } from '../storage/collection.ts'
import { INDEXES } from '../storage/index-record.ts'
import { IDENTIFIERS, MADE_TOKENS } from '../tokens/made-token.ts'
import { TOOLS } from '../tools/tool.ts'
import { WISHES } from './wishes.ts'

/** What has an index: a person may have much of it, and nobody is to wait for it. */
const LISTED = [
  ...[ACCOUNTS, CHECKS, SITES, GRANTS, USES],
  ...[MADE_TOKENS, TOOLS, LOANS, REVOKED, SIGN_INS],
]

const OTHERS = [
  ...[IDENTITY, CURRENT, LINK, IDENTIFIERS],
  ...[WISHES, ASKED, SETTINGS, PASSPHRASE, INDEXES],
]

/** All that is stored. */
export const COLLECTIONS: readonly Collection<unknown>[] = [...LISTED, ...OTHERS]
