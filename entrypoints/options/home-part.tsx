import { i18n } from '#i18n'
import { HomeUserForm } from '../../lib/ui/home-user-form.tsx'
import type { Background } from '../../lib/ui-api/client.ts'
import type { AccountDetails, HomeUserView, UiState } from '../../lib/ui-api/protocol.ts'
import { LoadedPart } from './loaded-part.tsx'

interface HomePartProps {
  readonly details: Pick<AccountDetails, 'accountId' | 'home'>
  readonly state: Pick<UiState, 'accounts' | 'homeRetryAt'>
  readonly background: Background
}

/** The others of an account's Plex Home, each to be added as an account. */
export function HomePart({ details, state, background }: HomePartProps) {
  const { accountId: id, home } = details
  const account = state.accounts.find((candidate) => candidate.id === id)
  return (
    <LoadedPart
      title={i18n.t('home.title')}
      loaded={home}
      onReload={() => background.call('account.reload', { id, what: 'home' })}
    >
      {(users) => {
        const others = users.filter((user) => user.id !== account?.userId)
        if (!others.length) return <p class="soft">{i18n.t('home.none')}</p>
        return (
          <>
            <p class="small soft">{i18n.t('home.hint')}</p>
            <ul class="rows">
              {others.map((user) => (
                <Member key={user.id} id={id} user={user} state={state} background={background} />
              ))}
            </ul>
          </>
        )
      }}
    </LoadedPart>
  )
}

interface MemberProps extends Pick<HomePartProps, 'state' | 'background'> {
  /** Of the account that reaches them. */
  readonly id: string
  readonly user: HomeUserView
}

function Member({ id, user, state, background }: MemberProps) {
  const isThere = state.accounts.some(
    ({ userId, health }) => userId === user.id && health !== 'signing_out',
  )
  const name = `home-${user.id}`
  return (
    <li class="row wrap member">
      <div class="grow">
        <p id={name}>{user.name || i18n.t('account.nameless')}</p>
        {user.isManaged && <p class="small soft">{i18n.t('home.managed')}</p>}
      </div>
      {isThere ? (
        <p class="small soft">{i18n.t('home.added')}</p>
      ) : (
        <HomeUserForm
          hasPin={user.hasPin}
          label={i18n.t('home.add')}
          describedBy={name}
          retryAt={state.homeRetryAt}
          act={(pin) => background.call('account.addHomeUser', { id, userId: user.id, pin })}
        />
      )}
    </li>
  )
}
