import { ACCOUNTS } from '../../lib/accounts/account.ts'
import { GRANTS, USES } from '../../lib/sites/grant-records.ts'
import { SITES } from '../../lib/sites/sites.ts'
import { MADE_TOKENS } from '../../lib/tokens/made-token.ts'

/** What a person may have much of, and nobody is to wait for. */
export const LISTED = [ACCOUNTS, SITES, GRANTS, USES, MADE_TOKENS]
