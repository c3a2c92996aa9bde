import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { AccountField, usable } from '../../lib/ui/account-field.tsx'
import { Button } from '../../lib/ui/button.tsx'
import { Problem } from '../../lib/ui/notice.tsx'
import { PinField } from '../../lib/ui/pin-field.tsx'
import { TextField } from '../../lib/ui/text-field.tsx'
import { troubleText } from '../../lib/ui/trouble-text.ts'
import type {
  AccountView,
  Commands,
  Failure,
  Look,
  NewToolView,
} from '../../lib/ui-api/protocol.ts'
import { ServerField } from './server-field.tsx'

interface ToolFormProps {
  readonly accounts: readonly AccountView[]
  /** What can be chosen from; null until it is known of which account. */
  readonly offer: NewToolView | null
  readonly onLook: (look: Pick<Look, 'newTool'>) => void
  readonly onReload: (accountId: string) => unknown
  readonly make: (wish: Commands['tool.make']) => Promise<Failure | null>
  readonly onDone: () => void
}

/** What a new token is for. */
export function ToolForm({ accounts, offer, onLook, onReload, make, onDone }: ToolFormProps) {
  const offered = usable(accounts)
  const [name, setName] = useState('')
  const [chosenId, setChosenId] = useState('')
  const [pin, setPin] = useState('')
  const [server, setServer] = useState<Commands['tool.make']['server']>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const { id: accountId = '', home } = offered.find(({ id }) => id === chosenId) ?? offered[0] ?? {}
  // Plex may want it to make a token of the tool's own.
  const needsPin = home?.hasPin === true

  const form = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => form.current?.querySelector('input')?.focus(), [])

  useEffect(() => {
    // A server is one of an account's, and so is a PIN.
    setServer(null)
    setPin('')
    onLook({ newTool: { accountId } })
    return () => onLook({ newTool: null })
  }, [accountId])

  async function create(): Promise<void> {
    const outcome = await make({ name, accountId, server, pin })
    setFailure(outcome)
    if (outcome === null) onDone()
  }

  return (
    <div ref={form} class="card stack">
      <div class="change">
        <TextField label={i18n.t('tool.name')} value={name} onChange={setName} onEnter={create} />
        {offered.length > 1 && (
          <AccountField accounts={offered} value={accountId} onChange={setChosenId} />
        )}
        {needsPin && <PinField value={pin} onChange={setPin} onEnter={create} />}
        <ServerField
          servers={offer?.accountId === accountId ? offer.servers : { state: 'loading' }}
          value={server?.id ?? ''}
          onChange={setServer}
          onRetry={() => onReload(accountId)}
        />
      </div>
      {failure && <Problem>{troubleText(failure)}</Problem>}
      <div class="row">
        <Button small kind="primary" disabled={!accountId} onClick={create}>
          {i18n.t('tool.create')}
        </Button>
        <Button small onClick={onDone}>
          {i18n.t('tool.cancel')}
        </Button>
      </div>
    </div>
  )
}
