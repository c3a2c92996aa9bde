import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from './button.tsx'
import { useId } from './use-id.ts'

interface SureButtonProps {
  readonly label: string
  /** Asked before it is done. */
  readonly question: string
  readonly describedBy?: string
  readonly onSure: () => unknown
}

/** A button that asks once more, in its own place. */
export function SureButton({ label, question, describedBy, onSure }: SureButtonProps) {
  const [step, setStep] = useState<'new' | 'asks' | 'cancelled'>('new')
  const id = useId()
  if (step !== 'asks') {
    return (
      <Button
        key="first"
        small
        kind="danger"
        describedBy={describedBy}
        autoFocus={step === 'cancelled'}
        onClick={() => setStep('asks')}
      >
        {label}
      </Button>
    )
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has a look and a legend of its own
    <div class="row wrap" role="group" aria-labelledby={id}>
      <p id={id}>{question}</p>
      <Button
        key="sure"
        small
        kind="danger"
        onClick={() => {
          setStep('cancelled')
          return onSure()
        }}
      >
        {label}
      </Button>
      <Button key="cancel" small autoFocus onClick={() => setStep('cancelled')}>
        {i18n.t('settings.cancel')}
      </Button>
    </div>
  )
}
