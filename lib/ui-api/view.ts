import type { Account } from '../accounts/account.ts'
import type { Approval } from '../approvals/queue.ts'
import type { LinkState } from '../linking/state.ts'
import { linkUrl } from '../plex/addresses.ts'
import type { Grant } from '../sites/policy.ts'
import type { Site } from '../sites/store.ts'
import type { AccountView, ApprovalView, LinkView, SiteView } from './protocol.ts'

export function linkView(state: LinkState): LinkView {
  if (state.phase !== 'waiting') return state
  const { phase, kind, pin, createdAt, expiresAt, trouble } = state
  const [code, address] = kind === 'short' ? [pin.code, linkUrl(pin.code)] : [null, null]
  return { phase, kind, code, address, createdAt, expiresAt, trouble }
}

export function accountView({ id, user, health, since }: Account): AccountView {
  const name = user && (user.title || user.username || user.email || null)
  const detail = user ? [user.email, user.username].find((text) => text && text !== name) : ''
  return { id, name, detail: detail ?? '', health, since }
}

export function siteView({ origin, since }: Site, grant: Grant | null): SiteView {
  const given = grant && { accountId: grant.accountId, scopes: grant.scopes }
  return { origin, since, grant: given }
}

export function approvalView({ id, origin, scopes, reason }: Approval): ApprovalView {
  return { id, origin, scopes, reason: cleaned(reason) }
}

/** The site's own words on one line, without what could pass for ours or hide other text. */
export function cleaned(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
