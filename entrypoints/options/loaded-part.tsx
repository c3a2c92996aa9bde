import type { ComponentChildren } from 'preact'
import { i18n } from '#i18n'
import { Button } from '../../lib/ui/button.tsx'
import { Problem } from '../../lib/ui/notice.tsx'
import { troubleText } from '../../lib/ui/trouble-text.ts'
import { useId } from '../../lib/ui/use-id.ts'
import type { Loaded } from '../../lib/ui-api/protocol.ts'

interface LoadedPartProps<T> {
  readonly title: string
  readonly loaded: Loaded<T>
  readonly onReload: () => unknown
  readonly children: (value: T) => ComponentChildren
}

/** A part of what Plex has of an account: on its way, there, or why it isn't. */
export function LoadedPart<T>({ title, loaded, onReload, children }: LoadedPartProps<T>) {
  const id = useId()
  return (
    <section aria-labelledby={id} class="stack part">
      <h3 id={id}>{title}</h3>
      {loaded.state === 'loading' && (
        <p role="status" class="soft">
          {i18n.t('details.loading')}
        </p>
      )}
      {loaded.state === 'failed' && (
        <>
          <Problem>{troubleText(loaded.trouble)}</Problem>
          <div class="row">
            <Button small describedBy={id} onClick={onReload}>
              {i18n.t('details.try_again')}
            </Button>
          </div>
        </>
      )}
      {loaded.state === 'there' && children(loaded.value)}
    </section>
  )
}
