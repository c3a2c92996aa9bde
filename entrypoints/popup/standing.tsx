import { i18n } from '#i18n'
import { nameOf } from '../../lib/ui/account-field.tsx'
import { possessions, untilWhen } from '../../lib/ui/grant-words.ts'
import type { AccountView, SiteView } from '../../lib/ui-api/protocol.ts'

interface StandingProps {
  /** Null: it may not ask. */
  readonly site: SiteView | null
  readonly accounts: readonly AccountView[]
  readonly isPrivate: boolean
}

/** What the site in front may do, and what it has. */
export function Standing({ site, accounts, isPrivate }: StandingProps) {
  if (!site?.grant) return <p role="status">{i18n.t(site ? 'site.may_ask' : 'site.closed')}</p>
  const { grant } = site
  const account = accounts.find(({ id }) => id === grant.accountId)
  return (
    <div>
      <p role="status">{i18n.t('site.has', [nameOf(account)])}</p>
      <ul class="bullets">
        {possessions(grant).map((thing) => (
          <li key={thing}>{thing}</li>
        ))}
      </ul>
      <p class="small soft">{untilWhen(grant, isPrivate)}</p>
    </div>
  )
}
