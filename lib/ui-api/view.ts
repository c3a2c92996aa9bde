import type { Approval } from '../approvals/queue.ts'
import type { Newcomers } from '../devices/newcomers.ts'
import type { LinkState } from '../linking/state.ts'
import { linkUrl } from '../plex/addresses.ts'
import { type Grant, needsToken, tokenKindsFor } from '../sites/policy.ts'
import type { Site } from '../sites/sites.ts'
import type { PendingEnd } from '../tokens/tokens.ts'
import type { ListedTool } from '../tools/tools.ts'
import { cleaned } from './cleaned.ts'
import type { ApprovalView, LinkView, PendingView, SiteView, ToolView } from './protocol.ts'

export function linkView(state: LinkState): LinkView {
  if (state.phase !== 'waiting') return state
  const { phase, kind, pin, createdAt, expiresAt, trouble } = state
  const [code, address] = kind === 'short' ? [pin.code, linkUrl(pin.code)] : [null, null]
  return { phase, kind, code, address, createdAt, expiresAt, trouble }
}

export function siteView(
  { origin, since }: Site,
  grant: Grant | null,
  lastUsedAt: number | null,
): SiteView {
  if (!grant) return { origin, since, grant: null }
  const { accountId, scopes, email, tokenKind, duration, expiresAt } = grant
  const given = { accountId, scopes, email, tokenKind, duration, expiresAt, lastUsedAt }
  return { origin, since, grant: { ...given, since: grant.since } }
}

/** @param grant what the site has already */
export function approvalView(approval: Approval, grant: Grant | null): ApprovalView {
  const { id, origin, scopes, reason, isPrivate, work } = approval
  const tokenKinds = needsToken(scopes) ? tokenKindsFor(origin) : []
  return {
    id,
    origin,
    scopes,
    reason: cleaned(reason),
    isPrivate,
    accountId: grant?.accountId ?? null,
    tokenKinds,
    work: workView(work),
  }
}

function workView(work: Approval['work']): ApprovalView['work'] {
  if (!work) return null
  const { accountId, tokenKind, duration, email } = work.plan
  return { state: work.state, trouble: work.trouble, accountId, tokenKind, duration, email }
}

export function toolView({ server, copied, ...tool }: ListedTool): ToolView {
  return { ...tool, server: server?.name ?? null }
}

/** The names are whatever somebody called their device. */
export function newcomersView({ devices, ...revoked }: Newcomers): Newcomers {
  const names = ({ name, product, platform }: Newcomers['devices'][number]) => ({
    name: cleaned(name),
    product: cleaned(product),
    platform: cleaned(platform),
  })
  return { ...revoked, devices: devices.map((device) => ({ ...device, ...names(device) })) }
}

export function pendingView({ clientIdentifier, ...pending }: PendingEnd): PendingView {
  return { id: clientIdentifier, ...pending }
}
