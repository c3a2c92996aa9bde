import { useRef, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { AccountField, besides, ownNameOf, usable } from '../../lib/ui/account-field.tsx'
import { Button } from '../../lib/ui/button.tsx'
import { offerBefore } from '../../lib/ui/offer-before.ts'
import type { Background } from '../../lib/ui-api/client.ts'
import type { FrontTab } from '../../lib/ui-api/front-tab.ts'
import type { AccountView, UiState } from '../../lib/ui-api/protocol.ts'
import { openSettings } from '../../lib/ui-api/settings-page.ts'
import { Attention } from './attention.tsx'
import { PlexPages } from './plex-pages.tsx'
import { PlexSignIn } from './plex-sign-in.tsx'
import { ThisSite } from './this-site.tsx'
import { TypeCode } from './type-code.tsx'

interface SignedInProps {
  readonly account: AccountView
  readonly state: UiState
  readonly tab: FrontTab
  readonly hasWindow: boolean
  readonly lookForCode: (code: string | null) => void
  readonly background: Background
}

export function SignedIn(props: SignedInProps) {
  const { account, state, tab, hasWindow, lookForCode, background } = props
  const { accounts, plexPages } = state
  const [putOff, setPutOff] = useState<readonly string[]>([])
  const [isTyping, setTyping] = useState(false)
  const [approved, setApproved] = useState<string | null>(null)
  const offers = usable(accounts).length
    ? state.offers.filter(({ id }) => !putOff.includes(id))
    : []
  const shownId = useRef<string | null>(null)
  const offer = offerBefore(offers, shownId.current, isTyping)
  shownId.current = offer?.id ?? null
  const isAskedForPages = hasWindow && !plexPages.isAllowed && !plexPages.isAsked

  /** What is typed, or was, is over. */
  function stopTyping(): void {
    setTyping(false)
    lookForCode(null)
  }

  return (
    <div class="stack">
      <Who {...props} accounts={accounts} isFixed={offer !== null} />
      {/* One thing at a time: it comes back once this is decided. */}
      {!offer && <Attention account={account} state={state} background={background} />}
      {approved !== null && <Approved product={approved} />}
      {offer ? (
        <PlexSignIn
          key={offer.id}
          offer={offer}
          more={offers.length - 1}
          state={state}
          background={background}
          onApproved={(product) => {
            setApproved(product)
            stopTyping()
          }}
          onNotNow={() => {
            setPutOff([...putOff, offer.id])
            stopTyping()
          }}
          onRetype={() => lookForCode(null)}
        />
      ) : isTyping ? (
        <TypeCode onCode={lookForCode} onCancel={stopTyping} />
      ) : (
        approved === null && (
          <>
            {isAskedForPages && <PlexPages background={background} />}
            <ThisSite state={state} tab={tab} background={background} />
          </>
        )
      )}
      <footer class="row">
        <p class="grow small soft">
          {state.siteCount > 0 && i18n.t('site.others', state.siteCount)}
        </p>
        {/* What is approved stays in a list, and of a private window nothing does. */}
        {!tab.isPrivate && (
          <Button isExpanded={isTyping} onClick={() => (isTyping ? stopTyping() : setTyping(true))}>
            {i18n.t('code.button')}
          </Button>
        )}
        <Button onClick={openSettings}>{i18n.t('settings.button')}</Button>
      </footer>
    </div>
  )
}

interface WhoProps extends Pick<SignedInProps, 'account' | 'background'> {
  readonly accounts: readonly AccountView[]
  /** The account is chosen elsewhere. */
  readonly isFixed: boolean
}

/** The account that the person uses. */
function Who({ account, accounts, isFixed, background }: WhoProps) {
  const offered = accounts.filter(({ health }) => health !== 'signing_out')
  const detail = besides(account, accounts)
  return (
    <>
      <header>
        <h1 id="account">{ownNameOf(account)}</h1>
        {detail && <p class="small soft">{detail}</p>}
      </header>
      {offered.length > 1 && !isFixed && (
        <AccountField
          accounts={offered}
          value={account.id}
          onChange={(id) => void background.call('account.choose', { id })}
        />
      )}
    </>
  )
}

function Approved({ product }: { readonly product: string }) {
  const [before, after] = i18n.t('pin.approved', ['\n']).split('\n')
  return (
    <p role="status" class="notice">
      {before}
      <bdi>{product}</bdi>
      {after}
    </p>
  )
}
