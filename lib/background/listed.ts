import { ACCOUNTS } from '../accounts/account.ts'
import { CHECKS } from '../health/checks.ts'
import { LOANS } from '../servers/loan.ts'
import { SIGN_INS } from '../sign-ins/sign-in.ts'
import { GRANTS, USES } from '../sites/grant-records.ts'
import { REVOKED } from '../sites/revoked.ts'
import { SITES } from '../sites/sites.ts'
import { MADE_TOKENS } from '../tokens/made-token.ts'
import { TOOLS } from '../tools/tool.ts'

/** What a person may have much of, and nobody is to wait for. */
export const LISTED = [
  ...[ACCOUNTS, CHECKS, SITES, GRANTS, USES],
  ...[MADE_TOKENS, TOOLS, LOANS, REVOKED, SIGN_INS],
]
