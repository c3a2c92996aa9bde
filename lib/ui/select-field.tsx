import './select-field.css'
import type { ComponentChildren } from 'preact'
import { useId } from './use-id.ts'

interface SelectFieldProps {
  readonly label: string
  readonly value: string
  readonly options: readonly { readonly value: string; readonly text: string }[]
  readonly onChange: (value: string) => void
  /** Where it stands what the choice is about, in a list of several. */
  readonly describedBy?: string
  /** Beside the list. */
  readonly children?: ComponentChildren
}

export function SelectField({
  label,
  value,
  options,
  onChange,
  describedBy,
  children,
}: SelectFieldProps) {
  const id = useId()
  return (
    <div class="field">
      <label for={id} class="small soft">
        {label}
      </label>
      <div class="row">
        <select
          id={id}
          class="grow"
          value={value}
          aria-describedby={describedBy}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.text}
            </option>
          ))}
        </select>
        {children}
      </div>
    </div>
  )
}
