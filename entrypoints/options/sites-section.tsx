import { i18n } from '#i18n'
import { SearchField } from '../../lib/ui/search-field.tsx'
import { ShowMore } from '../../lib/ui/show-more.tsx'
import { SureButton } from '../../lib/ui/sure-button.tsx'
import type { Background } from '../../lib/ui-api/client.ts'
import type { Failure, UiState } from '../../lib/ui-api/protocol.ts'
import type { Change } from './change-form.tsx'
import { NewcomersCard } from './newcomers-card.tsx'
import { PendingList } from './pending-list.tsx'
import { Section } from './section.tsx'
import { MORE, PAGE, type SettingsLook } from './settings-look.ts'
import { SignInRow } from './sign-in-row.tsx'
import { SiteRow } from './site-row.tsx'

interface SitesSectionProps {
  readonly state: UiState
  readonly background: Background
  readonly look: SettingsLook['sites']
  readonly onLook: (look: SettingsLook['sites']) => void
  readonly onRevoke: (origin: string) => unknown
  readonly onRevokeAll: () => unknown
  readonly onRevokeSignIn: (id: string) => unknown
  readonly onRetry: () => unknown
  readonly change: (origin: string, news: Change) => Promise<Failure | null>
}

/** So few are found without a search. */
const FEW = 10

export function SitesSection(props: SitesSectionProps) {
  const { state, background, look, onLook, onRevoke, onRevokeAll, onRevokeSignIn } = props
  const { onRetry, change } = props
  const { accounts, pending, siteCount, sites, signIns } = state
  const revokeAll = siteCount > 0 && (
    <SureButton
      label={i18n.t('settings.revoke_all')}
      question={i18n.t('settings.revoke_all_sure', siteCount)}
      onSure={onRevokeAll}
    />
  )
  return (
    <Section title={i18n.t('settings.sites')} action={revokeAll}>
      {siteCount === 0 ? (
        <p class="soft">{i18n.t('settings.no_sites')}</p>
      ) : (
        <p class="small soft">{i18n.t('settings.revoke_hint')}</p>
      )}
      {(siteCount > FEW || look.search) && (
        <SearchField
          label={i18n.t('settings.search_sites')}
          value={look.search}
          onChange={(search) => onLook({ search, limit: PAGE })}
        />
      )}
      {siteCount > 0 && sites.total === 0 && <p role="status">{i18n.t('settings.no_site_fits')}</p>}
      <ul class="rows">
        {sites.rows.map((site) => (
          <SiteRow
            key={site.origin}
            site={site}
            accounts={accounts}
            onRevoke={() => onRevoke(site.origin)}
            change={(news) => change(site.origin, news)}
          />
        ))}
      </ul>
      <ShowMore
        shown={sites.rows.length}
        total={sites.total}
        onMore={() => onLook({ ...look, limit: look.limit + MORE })}
      />
      {signIns.length > 0 && (
        <ul class="rows">
          {signIns.map((signIn) => (
            <SignInRow
              key={signIn.id}
              signIn={signIn}
              accounts={accounts}
              onRevoke={() => onRevokeSignIn(signIn.id)}
            />
          ))}
        </ul>
      )}
      <PendingList pending={pending} isLocked={state.lock.isLocked} onRetry={onRetry} />
      {state.newcomers.map((revoked) => (
        <NewcomersCard
          key={revoked.origin}
          revoked={revoked}
          accounts={accounts}
          background={background}
        />
      ))}
    </Section>
  )
}
