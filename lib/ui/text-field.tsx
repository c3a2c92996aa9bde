import './select-field.css'
import { Problem } from './notice.tsx'
import { useFirstFocus } from './use-first-focus.ts'
import { useId } from './use-id.ts'

export interface TextFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
  /** Nobody who looks over the shoulder reads it. */
  readonly isHidden?: boolean
  readonly isNumber?: boolean
  readonly maxLength?: number
  readonly describedBy?: string
  readonly placeholder?: string
  /** What is wrong with what was typed. */
  readonly problem?: string | null
  readonly autoFocus?: boolean
  readonly onEnter?: () => void
}

export function TextField(props: TextFieldProps) {
  const { label, value, onChange, isHidden, isNumber, describedBy, problem, onEnter } = props
  const id = useId()
  const input = useFirstFocus<HTMLInputElement>(props.autoFocus)
  const about = [describedBy, problem && `${id}-problem`].filter(Boolean).join(' ')
  return (
    <div class="field">
      <label for={id} class="small soft">
        {label}
      </label>
      {/* Not a password to a browser: it would offer to keep it. */}
      <input
        type="text"
        id={id}
        ref={input}
        class={isHidden ? 'dots' : undefined}
        value={value}
        maxLength={props.maxLength}
        placeholder={props.placeholder}
        inputMode={isNumber ? 'numeric' : 'text'}
        autocomplete="off"
        spellcheck={false}
        aria-describedby={about || undefined}
        aria-invalid={problem ? 'true' : undefined}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
        onKeyDown={({ key, isTrusted }) => {
          if (key === 'Enter' && isTrusted) onEnter?.()
        }}
      />
      {problem && (
        <div id={`${id}-problem`}>
          <Problem>{problem}</Problem>
        </div>
      )}
    </div>
  )
}
