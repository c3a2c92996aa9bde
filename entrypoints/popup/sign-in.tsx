import { i18n } from '#i18n'
import { Button } from '../../lib/ui/button.tsx'
import { whatHappened } from '../../lib/ui/link-words.ts'
import { Hint, Problem } from '../../lib/ui/notice.tsx'
import { QrCode } from '../../lib/ui/qr-code.tsx'
import { TimeLeft } from '../../lib/ui/time-left.tsx'
import { stalledText, tryAgainText } from '../../lib/ui/trouble-text.ts'
import { useTimeLeft } from '../../lib/ui/use-time-left.ts'
import type { Background } from '../../lib/ui-api/client.ts'
import type { LinkView } from '../../lib/ui-api/protocol.ts'

type Phase<Name> = Extract<LinkView, { phase: Name }>

interface LinkProps<Name> {
  readonly link: Phase<Name>
  readonly background: Background
}

export function SignIn({ isLasting, background }: { isLasting: boolean; background: Background }) {
  return (
    <div class="stack">
      <h1>{i18n.t('sign_in.title')}</h1>
      <p class="soft">{i18n.t('sign_in.intro')}</p>
      <Button wide kind="primary" onClick={() => background.call('link.start', { kind: 'strong' })}>
        {i18n.t('sign_in.button')}
      </Button>
      <Button wide onClick={() => background.call('link.start', { kind: 'short' })}>
        {i18n.t('sign_in.code_button')}
      </Button>
      <p class="small soft">{i18n.t('sign_in.code_hint')}</p>
      {!isLasting && <Hint>{i18n.t('sign_in.not_lasting')}</Hint>}
    </div>
  )
}

export function LinkUnderWay({ link, background }: LinkProps<'creating' | 'waiting'>) {
  return (
    <div class="stack">
      <h1>{i18n.t('waiting.title')}</h1>
      {link.phase === 'waiting' ? (
        <Waiting link={link} background={background} />
      ) : (
        <p role="status">{i18n.t('waiting.creating')}</p>
      )}
      <Button wide onClick={() => background.call('link.cancel', {})}>
        {i18n.t('waiting.cancel')}
      </Button>
    </div>
  )
}

function Waiting({ link, background }: LinkProps<'waiting'>) {
  const { kind, code, address, createdAt, expiresAt, trouble } = link
  return (
    <>
      <p role="status">{i18n.t(`waiting.${kind}`)}</p>
      {code && (
        <>
          <p class="code">{code}</p>
          {address && <QrCode text={address} name={i18n.t('waiting.qr')} />}
        </>
      )}
      <TimeLeft from={createdAt} until={expiresAt} />
      {trouble && <Problem>{stalledText(trouble)}</Problem>}
      <Button wide kind="primary" onClick={() => background.call('link.reopen', {})}>
        {i18n.t('waiting.open_again')}
      </Button>
    </>
  )
}

export function LinkEnded({ link, background }: LinkProps<'expired' | 'cancelled' | 'failed'>) {
  // Plex asks us to wait, and gets what it asks for.
  const left = useTimeLeft(link.phase === 'failed' ? link.retryAt : 0)
  return (
    <div class="stack">
      <h1>{i18n.t('ended.title')}</h1>
      <Problem>{whatHappened(link)}</Problem>
      <Button
        wide
        kind="primary"
        disabled={left > 0}
        onClick={() => background.call('link.start', { kind: link.kind })}
      >
        {tryAgainText(left)}
      </Button>
      <Button wide onClick={() => background.call('link.dismiss', {})}>
        {i18n.t('ended.back')}
      </Button>
    </div>
  )
}
