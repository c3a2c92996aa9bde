import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Failure } from '../ui-api/protocol.ts'
import { Button } from './button.tsx'
import { homeTroubleText } from './home-words.ts'
import { Problem } from './notice.tsx'
import { TextField } from './text-field.tsx'
import { tryAgainText } from './trouble-text.ts'
import { useTimeLeft } from './use-time-left.ts'

interface HomeUserFormProps {
  readonly hasPin: boolean
  readonly label: string
  /** Where it stands which user this is about. */
  readonly describedBy: string
  /** When Plex may be asked again (ms since the epoch); null: now. */
  readonly retryAt: number | null
  /** @param pin empty where there is none */
  readonly act: (pin: string) => Promise<Failure | null>
}

/** One thing to do with a Home user, with their PIN where they have one. */
export function HomeUserForm({ hasPin, label, describedBy, retryAt, act }: HomeUserFormProps) {
  const [pin, setPin] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const left = useTimeLeft(retryAt ?? 0)

  async function submit(): Promise<void> {
    if (left > 0) return
    setProblem(null)
    const failure = await act(pin)
    setPin('')
    setProblem(failure && homeTroubleText(failure, pin))
  }

  return (
    <div class="row wrap home-user">
      {hasPin && (
        <TextField
          label={i18n.t('home.pin')}
          value={pin}
          onChange={setPin}
          isHidden
          isNumber
          describedBy={describedBy}
          problem={problem}
          onEnter={() => void submit()}
        />
      )}
      <Button small disabled={left > 0} describedBy={describedBy} onClick={submit}>
        {left > 0 ? tryAgainText(left) : label}
      </Button>
      {!hasPin && problem && <Problem>{problem}</Problem>}
    </div>
  )
}
