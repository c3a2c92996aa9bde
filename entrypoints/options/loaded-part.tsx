import type { ComponentChildren } from 'preact'
import { i18n } from '#i18n'
import { Button } from '../../lib/ui/button.tsx'
import { Problem } from '../../lib/ui/notice.tsx'
import { troubleText } from '../../lib/ui/trouble-text.ts'
import { useId } from '../../lib/ui/use-id.ts'
import type { Failure, Loaded } from '../../lib/ui-api/protocol.ts'

interface LoadedPartProps<T> {
  readonly title: string
  readonly loaded: Loaded<T>
  readonly onReload: () => unknown
  /** Why it isn't there, in words of this part's own. */
  readonly whyText?: (trouble: Failure) => string
  readonly children: (value: T) => ComponentChildren
}

/** A part of what Plex has of an account: on its way, there, or why it isn't. */
export function LoadedPart<T>(props: LoadedPartProps<T>) {
  const { title, loaded, onReload, whyText = troubleText, children } = props
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
          <Problem>{whyText(loaded.trouble)}</Problem>
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
