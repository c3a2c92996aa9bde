import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { besides, needsPerson, ownNameOf } from '../../lib/ui/account-field.tsx'
import { AccountHealth } from '../../lib/ui/account-health.tsx'
import { Button } from '../../lib/ui/button.tsx'
import { inDays } from '../../lib/ui/dates.ts'
import type { Background } from '../../lib/ui-api/client.ts'
import type { AccountView, Failure, UiState } from '../../lib/ui-api/protocol.ts'
import { RenameForm } from './rename-form.tsx'

interface AccountRowProps {
  readonly account: AccountView
  readonly state: Pick<
    UiState,
    'accounts' | 'currentAccountId' | 'homeRetryAt' | 'lock' | 'signIns'
  >
  readonly isOpen: boolean
  readonly onOpen: (isOpen: boolean) => void
  /** What Plex has of it, where it is open. */
  readonly details: ComponentChildren
  readonly run: (action: Promise<Failure | null>) => Promise<void>
  readonly background: Background
}

export function AccountRow(props: AccountRowProps) {
  const { account, state, isOpen, onOpen, details, run, background } = props
  const { id, health } = account
  const [isRenaming, setRenaming] = useState(false)
  const { call } = background
  const describedBy = `account-${id}`
  const isLeaving = health === 'signing_out'
  return (
    <li class="stack">
      <div class="row wrap account-row">
        <Particulars account={account} state={state} />
        <div class="row wrap">
          {health === 'ok' && (
            <Button
              small
              describedBy={describedBy}
              isExpanded={isOpen}
              onClick={() => onOpen(!isOpen)}
            >
              {i18n.t('details.button')}
            </Button>
          )}
          {!isLeaving && (
            <Button
              small
              describedBy={describedBy}
              isExpanded={isRenaming}
              onClick={() => setRenaming(!isRenaming)}
            >
              {i18n.t('account.rename')}
            </Button>
          )}
          {!isLeaving && id !== state.currentAccountId && (
            <Button
              small
              describedBy={describedBy}
              onClick={() => run(call('account.choose', { id }))}
            >
              {i18n.t('account.use')}
            </Button>
          )}
          {isLeaving ? (
            <Button
              key="retry"
              small
              describedBy={describedBy}
              onClick={() => run(call('pending.retry', {}))}
            >
              {i18n.t('pending.try_again')}
            </Button>
          ) : (
            <Button
              key="out"
              small
              kind="danger"
              describedBy={describedBy}
              onClick={() => run(call('account.signOut', { id }))}
            >
              {i18n.t('settings.sign_out')}
            </Button>
          )}
        </div>
      </div>
      {!isLeaving && isRenaming && (
        <RenameForm
          account={account}
          rename={(label) => call('account.rename', { id, label })}
          onDone={() => setRenaming(false)}
        />
      )}
      {!isLeaving && hasLetIn(account, state) && (
        <p class="small soft">{i18n.t('account.stays_in')}</p>
      )}
      {needsPerson(account) && (
        <AccountHealth
          account={account}
          state={state}
          describedBy={describedBy}
          background={background}
        />
      )}
      {health === 'ok' && isOpen && details}
    </li>
  )
}

/** Also what Home users that are reached through it let in: they go with it. */
function hasLetIn({ id }: AccountView, { accounts, signIns }: AccountRowProps['state']): boolean {
  const going = accounts.filter((it) => it.id === id || it.home?.adminId === id)
  return signIns.some(({ accountId }) => going.some((it) => it.id === accountId))
}

/** Whose it is, and how it stands. */
function Particulars({ account, state }: Pick<AccountRowProps, 'account' | 'state'>) {
  const { id, health, since } = account
  const { accounts, currentAccountId } = state
  const isLeaving = health === 'signing_out'
  const isUsed = accounts.length > 1 && id === currentAccountId
  const words = [i18n.t('settings.since', [inDays(since)]), isUsed && i18n.t('account.in_use')]
  return (
    <div class="grow">
      <p id={`account-${id}`}>
        <strong>{ownNameOf(account)}</strong> <span class="soft">{besides(account, accounts)}</span>
      </p>
      <p class="small soft" role={isLeaving ? 'status' : undefined}>
        {isLeaving ? i18n.t(leavingOf(state)) : words.filter(Boolean).join(' · ')}
      </p>
    </div>
  )
}

function leavingOf({ lock }: Pick<UiState, 'lock'>) {
  return lock.isLocked ? 'account.signing_out_locked' : 'account.signing_out'
}
