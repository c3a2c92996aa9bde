import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Failure } from '../ui-api/protocol.ts'
import { Button } from './button.tsx'
import { homeTroubleText } from './home-words.ts'
import { Problem } from './notice.tsx'
import { PinField } from './pin-field.tsx'
import { tryAgainText } from './trouble-text.ts'
import { useTimeLeft } from './use-time-left.ts'

interface HomeUserFormProps {
  readonly hasPin: boolean
  readonly label: string
  /** Where it stands which user this is about. */
  readonly describedBy: string
  /** When Plex may be asked again (ms since the epoch); null: now. */
  readonly retryAt: number | null
  /** What was wrong with the PIN before. */
  readonly refusal?: string
  readonly autoFocus?: boolean
  /** @param pin empty where there is none */
  readonly act: (pin: string) => Promise<Failure | null>
  /** Other ways on, beside the button. */
  readonly children?: ComponentChildren
}

/** One thing to do with a Home user, with their PIN where they have one. */
export function HomeUserForm(props: HomeUserFormProps) {
  const { hasPin, label, describedBy, retryAt, refusal = null, autoFocus = false, act } = props
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
        <PinField
          value={pin}
          onChange={setPin}
          describedBy={describedBy}
          problem={problem ?? refusal}
          autoFocus={autoFocus}
          onEnter={() => void submit()}
        />
      )}
      <Button
        small
        autoFocus={autoFocus && !hasPin}
        disabled={left > 0}
        describedBy={describedBy}
        onClick={submit}
      >
        {left > 0 ? tryAgainText(left) : label}
      </Button>
      {props.children}
      {!hasPin && problem && <Problem>{problem}</Problem>}
    </div>
  )
}
