import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Background } from '../ui-api/client.ts'
import type { UiState } from '../ui-api/protocol.ts'
import { Button } from './button.tsx'
import { SureButton } from './sure-button.tsx'
import { TextField } from './text-field.tsx'
import { troubleText } from './trouble-text.ts'
import { useAction } from './use-action.ts'

interface UnlockProps {
  readonly state: Pick<UiState, 'approvals' | 'pending' | 'accounts'>
  readonly background: Background
}

/** What stands in the way of everything else while Foyer is locked, and what waits behind it. */
export function Unlock({ state, background }: UnlockProps) {
  const { approvals, pending, accounts } = state
  const [passphrase, setPassphrase] = useState('')
  const [failure, run] = useAction()
  const isEnding = pending.length > 0 || accounts.some(({ health }) => health === 'signing_out')

  async function unlock(): Promise<void> {
    await run(background.call('lock.unlock', { passphrase }))
    setPassphrase('')
  }

  return (
    <div class="stack">
      <h1>{i18n.t('lock.title')}</h1>
      <p role="status">
        {approvals.length > 0 ? i18n.t('lock.sites_wait', approvals.length) : i18n.t('lock.intro')}
      </p>
      <TextField
        label={i18n.t('lock.passphrase')}
        value={passphrase}
        onChange={setPassphrase}
        isHidden
        autoFocus
        problem={failure && troubleText(failure)}
        onEnter={() => void unlock()}
      />
      <Button wide kind="primary" onClick={unlock}>
        {i18n.t('lock.unlock')}
      </Button>
      <SureButton
        label={i18n.t('lock.forgotten')}
        question={i18n.t('lock.forgotten_sure')}
        onSure={() => run(background.call('passphrase.giveUp', {}))}
      />
      {isEnding && <p class="small soft">{i18n.t('lock.ending_waits')}</p>}
    </div>
  )
}
