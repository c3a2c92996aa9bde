import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { AccountField, usable } from '../../lib/ui/account-field.tsx'
import { LookAlike } from '../../lib/ui/address.tsx'
import { Button } from '../../lib/ui/button.tsx'
import { Hint, Problem, Warning } from '../../lib/ui/notice.tsx'
import { troubleText } from '../../lib/ui/trouble-text.ts'
import { useAction } from '../../lib/ui/use-action.ts'
import { useTimeInView } from '../../lib/ui/use-time-in-view.ts'
import type { Background } from '../../lib/ui-api/client.ts'
import type { OfferView, UiState } from '../../lib/ui-api/protocol.ts'
import { WhoAsks, WhyNot } from './who-asks.tsx'

interface PlexSignInProps {
  readonly offer: OfferView
  readonly more: number
  readonly state: Pick<UiState, 'accounts' | 'currentAccountId'>
  readonly background: Background
  /** It was approved; `product` is what it calls itself. */
  readonly onApproved: (product: string) => void
  readonly onNotNow: () => void
  /** The code that was typed is another one. */
  readonly onRetype: () => void
}

/** How long it must have been in view before Approve takes a click, in ms. */
const LOOK_FIRST_MS = 500

/** Somebody else's PIN, for the person to decide. Use the offer's id as key: each starts afresh. */
export function PlexSignIn(props: PlexSignInProps) {
  const { offer, more, background, onNotNow, onRetype } = props
  const { id, verdict } = offer
  const { call } = background

  async function goOnAtPlex(): Promise<void> {
    await call('pin.atPlex', { id })
    close()
  }

  return (
    <section class="card stack" aria-labelledby="plex-sign-in">
      <h2 id="plex-sign-in" class="small soft">
        {i18n.t('pin.region')}
      </h2>
      {verdict ? <WhoAsks verdict={verdict} /> : <p role="status">{i18n.t('pin.asking')}</p>}
      {verdict?.offer === 'approve' && <Decision {...props} verdict={verdict} />}
      {verdict?.offer === 'plex' && (
        <WhyNot
          why={verdict.why}
          onAgain={() => call('pin.askAgain', { id })}
          {...(offer.isTyped ? { onRetype } : {})}
        />
      )}
      {more > 0 && <p class="small soft">{i18n.t('approval.more', more)}</p>}
      <div class="row">
        <Button
          wide
          onClick={() => {
            onNotNow()
            return call('pin.putOff', { id })
          }}
        >
          {i18n.t('pin.not_now')}
        </Button>
        <Button wide onClick={goOnAtPlex}>
          {i18n.t('pin.at_plex')}
        </Button>
      </div>
    </section>
  )
}

interface DecisionProps extends PlexSignInProps {
  readonly verdict: NonNullable<OfferView['verdict']>
}

/** With which account, and what follows. */
function Decision({ offer, verdict, state, background, onApproved }: DecisionProps) {
  const [failure, run] = useAction()
  /** Whom Plex refused: of another account it says nothing. */
  const [triedId, setTriedId] = useState<string | null>(null)
  const [chosen, setChosen] = useState(state.currentAccountId)
  const hasLooked = useTimeInView(LOOK_FIRST_MS)
  const offered = usable(state.accounts)
  const account = offered.find(({ id }) => id === chosen) ?? offered[0]
  const { id, goesTo } = offer

  async function approve(accountId: string) {
    setTriedId(accountId)
    const trouble = await background.call('pin.approve', { id, accountId })
    if (!trouble) onApproved(verdict.product)
    return trouble
  }

  return (
    <>
      {verdict.offer === 'approve' && verdict.isForeign && <Hint>{i18n.t('pin.foreign')}</Hint>}
      {verdict.offer === 'approve' && verdict.saysPlex && (
        <Warning>{i18n.t('pin.says_plex')}</Warning>
      )}
      {account && <AccountField accounts={offered} value={account.id} onChange={setChosen} />}
      <p class="small">{i18n.t('pin.whole_account')}</p>
      {goesTo && <LookAlike origin={goesTo} />}
      {failure && triedId === account?.id && (
        <Problem>
          {failure === 'forbidden' ? i18n.t('pin.forbidden') : troubleText(failure)}
        </Problem>
      )}
      <Button
        wide
        kind="primary"
        disabled={!hasLooked || !account}
        {...(goesTo ? { describedBy: 'goes-to' } : {})}
        onClick={() => account && run(approve(account.id))}
      >
        {i18n.t('pin.approve')}
        {/* Beside the name and no part of it: a screen reader says it after the button's name. */}
        {goesTo && (
          <span id="goes-to" class="goes-to" aria-hidden="true">
            {i18n.t('pin.goes_to', [new URL(goesTo).host])}
          </span>
        )}
      </Button>
    </>
  )
}
