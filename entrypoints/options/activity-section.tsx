import { i18n } from '#i18n'
import { Hint } from '../../lib/ui/notice.tsx'
import { SearchField } from '../../lib/ui/search-field.tsx'
import { SelectField } from '../../lib/ui/select-field.tsx'
import { ShowMore } from '../../lib/ui/show-more.tsx'
import { SureButton } from '../../lib/ui/sure-button.tsx'
import type { ActivityView } from '../../lib/ui-api/protocol.ts'
import { ActivityRow } from './activity-row.tsx'
import { ANSWERS, answeredText } from './activity-words.ts'
import { Section } from './section.tsx'
import { MORE, PAGE, type SettingsLook } from './settings-look.ts'

interface ActivitySectionProps {
  readonly activity: ActivityView
  readonly look: SettingsLook['activity']
  readonly onLook: (look: SettingsLook['activity']) => void
  readonly onClear: () => unknown
}

export function ActivitySection({ activity, look, onLook, onClear }: ActivitySectionProps) {
  const { entries, total, isLasting } = activity
  const isFiltered = look.search !== '' || look.answered !== null
  const isEmpty = total === 0 && !isFiltered
  const clear = !isEmpty && (
    <SureButton
      label={i18n.t('activity.clear')}
      question={i18n.t('activity.clear_sure')}
      onSure={() => {
        onLook({ search: '', answered: null, limit: PAGE })
        return onClear()
      }}
    />
  )
  return (
    <Section title={i18n.t('activity.title')} action={clear}>
      {!isLasting && <Hint>{i18n.t('activity.not_lasting')}</Hint>}
      {isEmpty ? (
        <p class="soft">{i18n.t('activity.none')}</p>
      ) : (
        <div class="filters">
          <SearchField
            label={i18n.t('activity.search')}
            value={look.search}
            onChange={(search) => onLook({ ...look, search, limit: PAGE })}
          />
          <SelectField
            label={i18n.t('activity.answer')}
            value={look.answered ?? ''}
            options={[
              { value: '', text: i18n.t('activity.any') },
              ...ANSWERS.map((answer) => ({ value: answer, text: answeredText(answer) })),
            ]}
            onChange={(value) => {
              const answered = ANSWERS.find((answer) => answer === value) ?? null
              onLook({ ...look, answered, limit: PAGE })
            }}
          />
        </div>
      )}
      {total === 0 && isFiltered && <p role="status">{i18n.t('activity.none_fits')}</p>}
      <ul class="rows">
        {entries.map((entry) => (
          <ActivityRow key={entry.id} entry={entry} />
        ))}
      </ul>
      <ShowMore
        shown={entries.length}
        total={total}
        onMore={() => onLook({ ...look, limit: look.limit + MORE })}
      />
    </Section>
  )
}
