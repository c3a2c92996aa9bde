import type { ComponentChildren } from 'preact'
import { i18n } from '#i18n'
import { nameOf } from '../../lib/ui/account-field.tsx'
import { Button } from '../../lib/ui/button.tsx'
import { inDays } from '../../lib/ui/dates.ts'
import { Problem } from '../../lib/ui/notice.tsx'
import type { AccountView } from '../../lib/ui-api/protocol.ts'

interface AccountRowProps {
  readonly account: AccountView
  readonly isOpen: boolean
  readonly onOpen: (isOpen: boolean) => void
  /** What Plex has of it, where it is open. */
  readonly details: ComponentChildren
  readonly onSignOut: () => unknown
  readonly onRetry: () => unknown
}

export function AccountRow(props: AccountRowProps) {
  const { account, isOpen, onOpen, details, onSignOut, onRetry } = props
  const { id, detail, health, since } = account
  const isLeaving = health === 'signing_out'
  return (
    <li class="stack">
      <div class="row wrap">
        <div class="grow">
          <p id={`account-${id}`}>
            <strong>{nameOf(account)}</strong> <span class="soft">{detail}</span>
          </p>
          <p class="small soft" role={isLeaving ? 'status' : undefined}>
            {isLeaving ? i18n.t('account.signing_out') : i18n.t('settings.since', [inDays(since)])}
          </p>
        </div>
        {health === 'ok' && (
          <Button
            small
            describedBy={`account-${id}`}
            isExpanded={isOpen}
            onClick={() => onOpen(!isOpen)}
          >
            {i18n.t('details.button')}
          </Button>
        )}
        {isLeaving ? (
          <Button key="retry" small describedBy={`account-${id}`} onClick={onRetry}>
            {i18n.t('pending.try_again')}
          </Button>
        ) : (
          <Button key="out" small kind="danger" describedBy={`account-${id}`} onClick={onSignOut}>
            {i18n.t('settings.sign_out')}
          </Button>
        )}
      </div>
      {(health === 'signed_out' || health === 'key_lost') && (
        <Problem>{i18n.t(`account.${health}`)}</Problem>
      )}
      {health === 'ok' && isOpen && details}
    </li>
  )
}
