import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Duration } from '../sites/policy.ts'
import { Button } from './button.tsx'
import { durationsFor } from './durations.ts'
import { durationText } from './grant-words.ts'
import { Warning } from './notice.tsx'
import { SelectField } from './select-field.tsx'

interface DurationFieldProps {
  readonly origin: string
  readonly isPrivate: boolean
  readonly value: Duration
  /** Not to be chosen here. */
  readonly without?: Duration
  readonly onChange: (duration: Duration) => void
}

/** "For how long"; where somebody else may answer at the address, the longer ones only after a warning. */
export function DurationField({ origin, isPrivate, value, without, onChange }: DurationFieldProps) {
  const { offered, longer } = durationsFor(origin, isPrivate)
  const [isLonger, setLonger] = useState(longer.includes(value))
  const durations = isLonger ? [...offered, ...longer] : offered
  return (
    <>
      {longer.length > 0 && isLonger && <Warning>{i18n.t('duration.longer_warning')}</Warning>}
      <SelectField
        label={i18n.t('duration.label')}
        value={value}
        options={durations
          .filter((duration) => duration !== without)
          .map((duration) => ({ value: duration, text: durationText(duration, isPrivate) }))}
        onChange={(chosen) => onChange(chosen as Duration)}
      >
        {longer.length > 0 && !isLonger && (
          <Button onClick={() => setLonger(true)}>{i18n.t('duration.longer')}</Button>
        )}
      </SelectField>
    </>
  )
}
