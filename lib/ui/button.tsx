import './button.css'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { useFirstFocus } from './use-first-focus.ts'

interface ButtonProps {
  readonly kind?: 'primary' | 'plain' | 'danger'
  readonly wide?: boolean
  readonly small?: boolean
  readonly disabled?: boolean
  readonly autoFocus?: boolean
  /** Where it stands what the button is about: "Revoke" of which site? */
  readonly describedBy?: string | undefined
  /** Of a button that opens something below it. */
  readonly isExpanded?: boolean
  /** Where it gives a promise, the button shows that it works until then. */
  readonly onClick: () => unknown
  readonly children: ComponentChildren
}

/** Only a real click of a person counts. */
export function Button({
  kind = 'plain',
  wide,
  small,
  disabled,
  autoFocus,
  describedBy,
  isExpanded,
  onClick,
  children,
}: ButtonProps) {
  const button = useFirstFocus<HTMLButtonElement>(autoFocus)
  const [isBusy, setBusy] = useState(false)

  async function press(): Promise<void> {
    const work = onClick()
    if (!(work instanceof Promise)) return
    setBusy(true)
    await work.finally(() => setBusy(false))
  }

  return (
    <button
      type="button"
      class={`button ${kind}${wide ? ' wide' : ''}${small ? ' compact' : ''}`}
      disabled={disabled ?? false}
      ref={button}
      aria-busy={isBusy}
      aria-describedby={describedBy}
      aria-expanded={isExpanded}
      onClick={(event) => {
        // Not `disabled` while it works: that would take the focus away.
        if (event.isTrusted && !isBusy) void press()
      }}
    >
      {children}
    </button>
  )
}
