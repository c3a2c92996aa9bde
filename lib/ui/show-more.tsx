import { i18n } from '#i18n'
import { Button } from './button.tsx'

interface ShowMoreProps {
  readonly shown: number
  readonly total: number
  readonly onMore: () => void
}

/** For a list of which only the first rows are there. */
export function ShowMore({ shown, total, onMore }: ShowMoreProps) {
  if (shown >= total) return null
  return (
    <div class="row">
      <Button small onClick={onMore}>
        {i18n.t('list.show_more')}
      </Button>
      <p class="small soft">{i18n.t('list.shown', [String(shown), String(total)])}</p>
    </div>
  )
}
