import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '../../lib/ui/button.tsx'
import { Problem } from '../../lib/ui/notice.tsx'
import { TextField } from '../../lib/ui/text-field.tsx'
import { troubleText } from '../../lib/ui/trouble-text.ts'
import { useAction } from '../../lib/ui/use-action.ts'
import type { AccountView, Failure } from '../../lib/ui-api/protocol.ts'

interface RenameFormProps {
  readonly account: AccountView
  readonly rename: (label: string) => Promise<Failure | null>
  readonly onDone: () => void
}

const LONGEST = 60

/** The person's own name for an account; empty: Plex's. */
export function RenameForm({ account, rename, onDone }: RenameFormProps) {
  const [label, setLabel] = useState(account.label)
  const [failure, run] = useAction()
  const describedBy = `account-${account.id}`

  const save = () =>
    run(
      rename(label).then((outcome) => {
        if (outcome === null) onDone()
        return outcome
      }),
    )

  return (
    <div class="card stack">
      <TextField
        label={i18n.t('account.own_name')}
        value={label}
        onChange={setLabel}
        maxLength={LONGEST}
        placeholder={i18n.t('account.own_name_hint')}
        describedBy={describedBy}
        onEnter={() => void save()}
      />
      {failure && <Problem>{troubleText(failure)}</Problem>}
      <div class="row">
        <Button small kind="primary" describedBy={describedBy} onClick={save}>
          {i18n.t('settings.save')}
        </Button>
        <Button small describedBy={describedBy} onClick={onDone}>
          {i18n.t('settings.cancel')}
        </Button>
      </div>
    </div>
  )
}
