import './button.css'
import type { ComponentChildren } from 'preact'
import { useFirstFocus } from './use-first-focus.ts'

interface ButtonProps {
  readonly kind?: 'primary' | 'plain' | 'danger'
  readonly wide?: boolean
  readonly disabled?: boolean
  readonly autoFocus?: boolean
  /** Where it stands what the button is about: "Revoke" of which site? */
  readonly describedBy?: string
  readonly onClick: () => void
  readonly children: ComponentChildren
}

/** Only a real click of a person counts. */
export function Button({
  kind = 'plain',
  wide,
  disabled,
  autoFocus,
  describedBy,
  onClick,
  children,
}: ButtonProps) {
  const button = useFirstFocus<HTMLButtonElement>(autoFocus)
  return (
    <button
      type="button"
      class={`button ${kind}${wide ? ' wide' : ''}`}
      disabled={disabled ?? false}
      ref={button}
      aria-describedby={describedBy}
      onClick={(event) => {
        if (event.isTrusted) onClick()
      }}
    >
      {children}
    </button>
  )
}
