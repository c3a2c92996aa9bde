import { i18n } from '#i18n'
import { Button } from '../../lib/ui/button.tsx'
import type { Background } from '../../lib/ui-api/client.ts'
import type { FrontTab } from '../../lib/ui-api/front-tab.ts'

interface PrivateWindowProps {
  readonly tab: Extract<FrontTab, { origin: string }>
  readonly background: Background
}

/** Why no site here gets an answer, and the way to change that. */
export function PrivateWindow({ tab, background }: PrivateWindowProps) {
  return (
    <>
      <p role="status">
        {i18n.t(tab.isEveryWindowPrivate ? 'site.private_always' : 'site.private')}
      </p>
      <Button
        wide
        kind="primary"
        onClick={() => background.call('settings.change', { privateWindows: true })}
      >
        {i18n.t('site.private_allow')}
      </Button>
    </>
  )
}
