import './button.css'
import type { ComponentChildren } from 'preact'

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
  return (
    <button
      type="button"
      class={`button ${kind}${wide ? ' wide' : ''}`}
      disabled={disabled ?? false}
      ref={(element) => {
        if (autoFocus && element && document.activeElement === document.body) element.focus()
      }}
      aria-describedby={describedBy}
      onClick={(event) => {
        if (event.isTrusted) onClick()
      }}
    >
      {children}
    </button>
  )
}
