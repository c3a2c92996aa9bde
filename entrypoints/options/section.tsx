import type { ComponentChildren } from 'preact'
import { useId } from '../../lib/ui/use-id.ts'

interface SectionProps {
  readonly title: string
  /** Beside the title. */
  readonly action?: ComponentChildren
  readonly children: ComponentChildren
}

export function Section({ title, action, children }: SectionProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} class="stack">
      <header class="row wrap">
        <h2 id={id} class="grow">
          {title}
        </h2>
        {action}
      </header>
      {children}
    </section>
  )
}
