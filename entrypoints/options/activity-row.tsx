import { i18n } from '#i18n'
import { Address } from '../../lib/ui/address.tsx'
import { inMinutes } from '../../lib/ui/dates.ts'
import type { ActivityView } from '../../lib/ui-api/protocol.ts'
import { answeredText, askedText, isNo, whyText } from './activity-words.ts'

type Entry = ActivityView['entries'][number]

export function ActivityRow({ entry }: { readonly entry: Entry }) {
  const { origin, name, answered, last, count } = entry
  const why = whyText(entry)
  return (
    <li class="log-entry">
      <time class="small soft" dateTime={new Date(last).toISOString()}>
        {inMinutes(last)}
      </time>
      <div>
        <p>{name ? <bdi>{name}</bdi> : <Address origin={origin} />}</p>
        <p class="small soft">{askedText(entry)}</p>
      </div>
      <div class="answer">
        <p class={isNo(answered) ? 'strong no' : 'strong'}>
          {answeredText(answered)}{' '}
          {count > 1 && <span class="soft">{i18n.t('activity.count', [String(count)])}</span>}
        </p>
        {why && <p class="small soft">{why}</p>}
      </div>
    </li>
  )
}
