import { useEffect, useState } from 'preact/hooks'
import './approval-card.css'
import { i18n } from '#i18n'
import type { AccountView, ApprovalView } from '../ui-api/protocol.ts'
import { Button } from './button.tsx'
import { Hint } from './notice.tsx'
import { SelectField } from './select-field.tsx'

interface ApprovalCardProps {
  readonly approval: ApprovalView
  readonly accounts: readonly AccountView[]
  readonly more: number
  readonly onAllow: (accountId: string) => void
  readonly onDeny: () => void
}

/** How long an approval must have been in view before Allow takes a click, in ms. */
const LOOK_FIRST_MS = 500

/** A page's request, for the person to decide. Use the approval's id as key: each starts afresh. */
export function ApprovalCard({ approval, accounts, more, onAllow, onDeny }: ApprovalCardProps) {
  const { origin, reason } = approval
  const usable = accounts.filter(({ health }) => health === 'ok')
  const [accountId, setAccountId] = useState(usable[0]?.id ?? '')
  const hasLooked = useTimeInView(LOOK_FIRST_MS)
  const account = usable.find(({ id }) => id === accountId) ?? usable[0]
  return (
    <section class="stack" aria-labelledby="approval-title">
      <h1 id="approval-title" class="origin">
        {i18n.t('approval.title', [origin])}
      </h1>
      <p>{i18n.t('approval.asks_token')}</p>
      {reason && (
        <blockquote class="card reason">
          <p class="small soft">{i18n.t('approval.reason')}</p>
          <p>{reason}</p>
        </blockquote>
      )}
      <SelectField
        label={i18n.t('approval.account')}
        value={account?.id ?? ''}
        options={usable.map(({ id, name }) => ({
          value: id,
          text: name ?? i18n.t('account.nameless'),
        }))}
        onChange={setAccountId}
      />
      {isPlainHttp(origin) && <Hint>{i18n.t('site.plain_http')}</Hint>}
      <p class="small soft">{i18n.t('approval.meaning')}</p>
      <div class="row">
        <Button wide autoFocus onClick={onDeny}>
          {i18n.t('approval.deny')}
        </Button>
        <Button
          wide
          kind="primary"
          disabled={!hasLooked || !account}
          onClick={() => account && onAllow(account.id)}
        >
          {i18n.t('approval.allow')}
        </Button>
      </div>
      {!account && <Hint>{i18n.t('approval.not_linked')}</Hint>}
      {more > 0 && <p class="small soft">{i18n.t('approval.more', [String(more)])}</p>}
    </section>
  )
}

/** Plain http to anywhere but this very machine. */
export function isPlainHttp(origin: string): boolean {
  const { protocol, hostname } = new URL(origin)
  const isLoopback = hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.')
  return protocol === 'http:' && !isLoopback
}

function useTimeInView(time: number): boolean {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const start = () => {
      clearTimeout(timer)
      if (document.visibilityState === 'visible') timer = setTimeout(() => setOver(true), time)
    }
    start()
    document.addEventListener('visibilitychange', start)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', start)
    }
  }, [time])
  return isOver
}
