import { i18n } from '#i18n'
import type { Background } from '../ui-api/client.ts'
import type { AccountView } from '../ui-api/protocol.ts'
import { Button } from './button.tsx'
import { Problem } from './notice.tsx'
import { troubleText } from './trouble-text.ts'
import { useAction } from './use-action.ts'

interface AccountHealthProps {
  readonly account: AccountView
  readonly background: Background
}

/** What is wrong with an account, with the way back; nothing where all is well. */
export function AccountHealth({ account, background }: AccountHealthProps) {
  const [failure, run] = useAction()
  if (account.health !== 'ok') {
    return (
      <>
        <Problem>{i18n.t(`account.${account.health}`)}</Problem>
        <Button
          wide
          kind="primary"
          onClick={() => background.call('link.start', { kind: 'strong' })}
        >
          {i18n.t('sign_in.button')}
        </Button>
      </>
    )
  }
  if (account.name !== null) return null
  return (
    <>
      <p role="status" class="soft">
        {i18n.t('account.unknown')}
      </p>
      {failure && <Problem>{troubleText(failure)}</Problem>}
      <Button onClick={() => run(background.call('account.check', { id: account.id }))}>
        {i18n.t('ended.try_again')}
      </Button>
    </>
  )
}
