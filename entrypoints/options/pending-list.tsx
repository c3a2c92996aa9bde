import { i18n } from '#i18n'
import { Address } from '../../lib/ui/address.tsx'
import { Button } from '../../lib/ui/button.tsx'
import { inMinutes } from '../../lib/ui/dates.ts'
import type { PendingView } from '../../lib/ui-api/protocol.ts'

interface PendingListProps {
  readonly pending: readonly PendingView[]
  /** All of it waits for the unlock. */
  readonly isLocked: boolean
  readonly onRetry: () => unknown
}

/** What was ended here, and not at Plex yet. */
export function PendingList({ pending, isLocked, onRetry }: PendingListProps) {
  if (pending.length === 0) return null
  return (
    <div class="card stack">
      <div class="row">
        <h3 id="pending" class="grow">
          {i18n.t('pending.title')}
        </h3>
        <Button small describedBy="pending" onClick={onRetry}>
          {i18n.t('pending.try_again')}
        </Button>
      </div>
      <ul class="rows">
        {pending.map(({ id, holder, name, since, trouble }) => (
          <li key={id}>
            <p>
              {holder === 'site' ? (
                <Site origin={name} />
              ) : (
                <bdi>{name || i18n.t('unusable.what.token')}</bdi>
              )}
            </p>
            <p class="small soft">
              {[
                i18n.t('settings.since', [inMinutes(since)]),
                isLocked ? i18n.t('pending.locked') : whyOf(trouble),
              ].join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Site({ origin }: { readonly origin: string }) {
  return origin ? <Address origin={origin} /> : i18n.t('pending.private')
}

function whyOf(trouble: PendingView['trouble']): string {
  if (trouble === null) return i18n.t('pending.under_way')
  if (trouble === 'network' || trouble === 'rate_limited' || trouble === 'server') {
    return i18n.t(`pending.${trouble}`)
  }
  return i18n.t('pending.other')
}
