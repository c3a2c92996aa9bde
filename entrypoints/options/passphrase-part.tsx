import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '../../lib/ui/button.tsx'
import { SelectField } from '../../lib/ui/select-field.tsx'
import type { Background } from '../../lib/ui-api/client.ts'
import type { UiState } from '../../lib/ui-api/protocol.ts'
import { LOCK_AFTER } from '../../lib/ui-api/rules.ts'
import { lockAfterText } from './lock-words.ts'
import { PassphraseForm } from './passphrase-form.tsx'

interface PassphrasePartProps {
  readonly state: Pick<UiState, 'lock' | 'settings'>
  readonly background: Background
}

const NEVER = 'never'

/** The passphrase: set, changed, removed; and when it locks. */
export function PassphrasePart({ state, background }: PassphrasePartProps) {
  const { lock, settings } = state
  const [doing, setDoing] = useState<'set' | 'remove' | null>(null)
  const { call } = background
  if (doing !== null && !lock.isLocked) {
    return (
      <PassphraseForm
        asks={[
          ...(lock.isSet ? ['former' as const] : []),
          ...(doing === 'set' ? ['new' as const] : []),
        ]}
        label={labelOf(doing, lock.isSet)}
        act={(passphrase, former) =>
          doing === 'set'
            ? call('passphrase.set', { passphrase, former })
            : call('passphrase.remove', { former })
        }
        onDone={() => setDoing(null)}
      />
    )
  }
  if (lock.isLocked) return <p class="soft">{i18n.t('passphrase.locked')}</p>
  if (!lock.isSet) {
    return (
      <div class="card stack">
        <p id="passphrase">{i18n.t('passphrase.none')}</p>
        <div class="row">
          <Button small describedBy="passphrase" onClick={() => setDoing('set')}>
            {i18n.t('passphrase.set')}
          </Button>
        </div>
      </div>
    )
  }
  return (
    <div class="card stack">
      <p id="passphrase">{i18n.t('passphrase.is_set')}</p>
      <SelectField
        label={i18n.t('lock.after')}
        value={String(settings.lockAfter ?? NEVER)}
        options={[...LOCK_AFTER, null].map((minutes) => ({
          value: String(minutes ?? NEVER),
          text: lockAfterText(minutes),
        }))}
        onChange={(value) =>
          void call('settings.change', {
            lockAfter: LOCK_AFTER.find((minutes) => String(minutes) === value) ?? null,
          })
        }
      />
      <div class="row wrap">
        <Button small kind="primary" onClick={() => call('lock.now', {})}>
          {i18n.t('lock.now')}
        </Button>
        <Button small onClick={() => setDoing('set')}>
          {i18n.t('passphrase.change')}
        </Button>
        <Button small kind="danger" onClick={() => setDoing('remove')}>
          {i18n.t('passphrase.remove')}
        </Button>
      </div>
    </div>
  )
}

function labelOf(doing: 'set' | 'remove', isSet: boolean): string {
  if (doing === 'remove') return i18n.t('passphrase.remove')
  return i18n.t(isSet ? 'passphrase.change' : 'passphrase.set')
}
