import './notice.css'
import type { ComponentChildren } from 'preact'

/** Something went wrong: what happened and what to do. */
export function Problem({ children }: { readonly children: ComponentChildren }) {
  return (
    <p role="alert" class="notice bad">
      {children}
    </p>
  )
}

/** What somebody just chose may be unwise. */
export function Warning({ children }: { readonly children: ComponentChildren }) {
  return (
    <p role="alert" class="notice warn small">
      {children}
    </p>
  )
}

/** Worth knowing; nothing is wrong. */
export function Hint({ children }: { readonly children: ComponentChildren }) {
  return <p class="notice small">{children}</p>
}
