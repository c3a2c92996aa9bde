import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Duration } from '../../lib/sites/policy.ts'
import { AccountField, usable } from '../../lib/ui/account-field.tsx'
import { Button } from '../../lib/ui/button.tsx'
import { DurationField } from '../../lib/ui/duration-field.tsx'
import { homeTroubleText } from '../../lib/ui/home-words.ts'
import { Hint, Problem } from '../../lib/ui/notice.tsx'
import { PinField } from '../../lib/ui/pin-field.tsx'
import { troubleText } from '../../lib/ui/trouble-text.ts'
import type { AccountView, Commands, Failure, GrantView } from '../../lib/ui-api/protocol.ts'
import { needsToken } from '../../lib/ui-api/rules.ts'

export type Change = Omit<Commands['site.change'], 'origin'>

interface ChangeFormProps {
  readonly origin: string
  readonly grant: GrantView
  readonly accounts: readonly AccountView[]
  readonly change: (news: Change) => Promise<Failure | null>
  readonly onDone: () => void
}

/** Another account for a site, or another time to end. */
export function ChangeForm({ origin, grant, accounts, change, onDone }: ChangeFormProps) {
  const offered = usable(accounts)
  const [chosenId, setChosenId] = useState(grant.accountId)
  const account = offered.find(({ id }) => id === chosenId) ?? offered[0]
  // A visit can't be begun from here.
  const isVisit = grant.duration === 'once'
  const [duration, setDuration] = useState<Duration>(isVisit ? 'session' : grant.duration)
  const [pin, setPin] = useState('')
  const isOther = account !== undefined && account.id !== grant.accountId
  const hasOwn = grant.tokenKind === 'site' && needsToken(grant.scopes)
  const needsPin = isOther && hasOwn && account.home?.hasPin === true
  const [failure, setFailure] = useState<Failure | null>(null)

  async function save(accountId: string): Promise<void> {
    const outcome = await change({ accountId, duration, pin: needsPin ? pin : '' })
    setFailure(outcome)
    if (outcome === null) onDone()
  }

  return (
    <div class="stack card">
      <div class="change">
        <AccountField accounts={offered} value={account?.id ?? ''} onChange={setChosenId} />
        <DurationField
          origin={origin}
          isPrivate={false}
          value={duration}
          without="once"
          onChange={setDuration}
        />
      </div>
      {needsPin && <PinField value={pin} onChange={setPin} />}
      {!account && <Hint>{troubleText('no_account')}</Hint>}
      {failure && (
        <Problem>
          {failure === 'home_pin' ? homeTroubleText(failure, pin) : troubleText(failure)}
        </Problem>
      )}
      <div class="row">
        <Button
          small
          kind="primary"
          disabled={!account}
          onClick={() => account && save(account.id)}
        >
          {i18n.t('settings.save')}
        </Button>
        <Button small onClick={onDone}>
          {i18n.t('settings.cancel')}
        </Button>
      </div>
    </div>
  )
}
