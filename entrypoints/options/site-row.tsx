import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { nameOf } from '../../lib/ui/account-field.tsx'
import { Address, OwnLetters } from '../../lib/ui/address.tsx'
import { Button } from '../../lib/ui/button.tsx'
import { inDays, inMinutes } from '../../lib/ui/dates.ts'
import { possessions, untilWhen } from '../../lib/ui/grant-words.ts'
import type { AccountView, Failure, SiteView } from '../../lib/ui-api/protocol.ts'
import { type Change, ChangeForm } from './change-form.tsx'

interface SiteRowProps {
  readonly site: SiteView
  readonly accounts: readonly AccountView[]
  readonly onRevoke: () => unknown
  readonly change: (news: Change) => Promise<Failure | null>
}

export function SiteRow({ site, accounts, onRevoke, change }: SiteRowProps) {
  const { origin, grant } = site
  const [isOpen, setOpen] = useState(false)
  const id = `site-${origin}`
  const account = accounts.find((candidate) => candidate.id === grant?.accountId)
  return (
    <li class="stack">
      <div class="row wrap site-row">
        <div class="grow">
          <p id={id} class="strong">
            <Address origin={origin} />
          </p>
          <OwnLetters origin={origin} />
          <p>{grant ? possessions(grant).join(' · ') : i18n.t('settings.may_ask')}</p>
          <p class="small soft">{particulars(site, nameOf(account)).join(' · ')}</p>
        </div>
        <div class="row">
          {grant && (
            <Button small describedBy={id} isExpanded={isOpen} onClick={() => setOpen(!isOpen)}>
              {i18n.t('settings.change')}
            </Button>
          )}
          <Button small kind="danger" describedBy={id} onClick={onRevoke}>
            {i18n.t('settings.revoke')}
          </Button>
        </div>
      </div>
      {grant && isOpen && (
        <ChangeForm
          origin={origin}
          grant={grant}
          accounts={accounts}
          change={change}
          onDone={() => setOpen(false)}
        />
      )}
    </li>
  )
}

function particulars({ since, grant }: SiteView, account: string): string[] {
  if (!grant) return [i18n.t('settings.since', [inDays(since)])]
  const { lastUsedAt } = grant
  return [
    account,
    untilWhen(grant, false),
    i18n.t('settings.since', [inDays(grant.since)]),
    lastUsedAt === null
      ? i18n.t('settings.unused')
      : i18n.t('settings.used', [inMinutes(lastUsedAt)]),
  ]
}
