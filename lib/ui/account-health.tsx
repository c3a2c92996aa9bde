import { i18n } from '#i18n'
import type { Background } from '../ui-api/client.ts'
import type { AccountView, UiState } from '../ui-api/protocol.ts'
import { nameOf, needsPerson } from './account-field.tsx'
import { Button } from './button.tsx'
import { HomeUserForm } from './home-user-form.tsx'
import { Problem } from './notice.tsx'
import { troubleText } from './trouble-text.ts'
import { useAction } from './use-action.ts'

interface AccountHealthProps {
  readonly account: AccountView
  readonly state: Pick<UiState, 'accounts' | 'homeRetryAt'>
  readonly describedBy: string
  readonly background: Background
}

/** What is wrong with an account, with the way back; nothing where all is well. */
export function AccountHealth(props: AccountHealthProps) {
  const { account, state, background } = props
  if (!needsPerson(account)) return <Nameless account={account} background={background} />
  const { home, health } = account
  const admin = home && state.accounts.find(({ id }) => id === home.adminId)
  if (home && admin?.health === 'ok') return <HomeUserAgain {...props} hasPin={home.hasPin} />
  const why = health === 'ok' ? 'signed_out' : health
  return (
    <>
      <Problem>
        {home
          ? i18n.t('account.admin_signed_out', [nameOf(admin ?? undefined)])
          : i18n.t(`account.${why}`)}
      </Problem>
      <Button
        wide
        kind="primary"
        describedBy={props.describedBy}
        onClick={() => background.call('link.start', { kind: 'strong' })}
      >
        {i18n.t('sign_in.button')}
      </Button>
    </>
  )
}

function HomeUserAgain(props: AccountHealthProps & { readonly hasPin: boolean }) {
  const { account, state, describedBy, background, hasPin } = props
  const isGone = account.health === 'gone'
  const why = isGone ? 'gone' : hasPin ? 'needs_pin' : 'home_signed_out'
  return (
    <>
      <Problem>{i18n.t(`account.${why}`)}</Problem>
      <HomeUserForm
        hasPin={hasPin}
        label={i18n.t(isGone || !hasPin ? 'ended.try_again' : 'home.go_on')}
        describedBy={describedBy}
        retryAt={state.homeRetryAt}
        act={(pin) => background.call('account.renew', { id: account.id, pin })}
      />
    </>
  )
}

/** Plex has not told us who it is. */
function Nameless({ account, background }: Pick<AccountHealthProps, 'account' | 'background'>) {
  const [failure, run] = useAction()
  if (account.name !== null || account.health !== 'ok') return null
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
