import './approval-card.css'
import { i18n } from '#i18n'
import type { AccountView, ApprovalView } from '../ui-api/protocol.ts'
import { isPlainHttp } from '../ui-api/rules.ts'
import { usable } from './account-field.tsx'
import { Address, LookAlike } from './address.tsx'
import { ApprovalForm } from './approval-form.tsx'
import { ApprovalWork } from './approval-work.tsx'
import { Button } from './button.tsx'
import { Hint } from './notice.tsx'
import { type Choice, useChoice } from './use-choice.ts'
import { useTimeInView } from './use-time-in-view.ts'

/** What a person can do about an approval. */
export interface Deciding {
  allow(choice: Choice): unknown
  atPlex(): void
  deny(): unknown
  signIn(): unknown
}

interface ApprovalCardProps {
  readonly approval: ApprovalView
  readonly accounts: readonly AccountView[]
  /** The account that the person uses. */
  readonly currentId: string | null
  readonly more: number
  readonly deciding: Deciding
}

/** How long an approval must have been in view before Allow takes a click, in ms. */
const LOOK_FIRST_MS = 500

/** A page's request, for the person to decide. Use the approval's id as key: each starts afresh. */
export function ApprovalCard(props: ApprovalCardProps) {
  const { approval, accounts, currentId, more, deciding } = props
  const { origin, reason, scopes, isPrivate, work } = approval
  const offered = usable(accounts)
  const [choice, change] = useChoice(approval, offered, currentId)
  const hasLooked = useTimeInView(LOOK_FIRST_MS)
  const isAtPlex = work?.state === 'at_plex'
  const isAsking = work?.state === 'asking'
  return (
    <section class="stack" aria-labelledby="approval-title">
      <h1 id="approval-title">
        <Title origin={origin} />
      </h1>
      <LookAlike origin={origin} />
      {isPlainHttp(origin) && <Hint>{i18n.t('site.plain_http')}</Hint>}
      {isPrivate && <Hint>{i18n.t('approval.private')}</Hint>}
      <div class="card tight">
        <p class="small soft">{i18n.t('approval.asks')}</p>
        <ul class="bullets">
          {scopes.map((scope) => (
            <li key={scope}>{i18n.t(`scope.ask.${scope}`)}</li>
          ))}
        </ul>
      </div>
      {reason && <Reason text={reason} />}
      {work && (
        <ApprovalWork
          work={work}
          onRetry={() => deciding.allow({ ...work, pin: choice.pin })}
          onPlex={() => deciding.atPlex()}
        />
      )}
      {offered.length === 0 && <NoAccount onSignIn={() => deciding.signIn()} />}
      {!isAtPlex && offered.length > 0 && (
        <ApprovalForm
          approval={approval}
          accounts={offered}
          choice={choice}
          isDisabled={isAsking}
          onChange={change}
        />
      )}
      {more > 0 && <p class="small soft">{i18n.t('approval.more', more)}</p>}
      <div class="row actions">
        <Button wide autoFocus onClick={() => deciding.deny()}>
          {i18n.t('approval.deny')}
        </Button>
        {!isAtPlex && (
          <Button
            wide
            kind="primary"
            disabled={!hasLooked || isAsking || offered.length === 0}
            onClick={() => deciding.allow(choice)}
          >
            {i18n.t('approval.allow')}
          </Button>
        )}
      </div>
    </section>
  )
}

/** A sentence with the address set apart in it, wherever the language puts it. */
function Title({ origin }: { readonly origin: string }) {
  const [before, after] = i18n.t('approval.title', ['\n']).split('\n')
  return (
    <>
      {before}
      <Address origin={origin} />
      {after}
    </>
  )
}

function Reason({ text }: { readonly text: string }) {
  return (
    <blockquote class="reason">
      <p class="small soft">{i18n.t('approval.reason')}</p>
      <p>
        <bdi>{text}</bdi>
      </p>
    </blockquote>
  )
}

function NoAccount({ onSignIn }: { readonly onSignIn: () => unknown }) {
  return (
    <>
      <Hint>{i18n.t('approval.not_linked')}</Hint>
      <Button wide onClick={onSignIn}>
        {i18n.t('sign_in.button')}
      </Button>
    </>
  )
}
