import { i18n } from '#i18n'
import { Button } from '../../lib/ui/button.tsx'
import { Problem } from '../../lib/ui/notice.tsx'
import type { OfferView } from '../../lib/ui-api/protocol.ts'

type Verdict = NonNullable<OfferView['verdict']>

/** Who asks, in Plex's words: what the page says of it anybody can write. */
export function WhoAsks({ verdict }: { readonly verdict: Verdict }) {
  const { product, source } = verdict
  if (!product) return null
  const [before, after] = i18n.t('pin.wants', ['\n']).split('\n')
  return (
    <div>
      <p role="status">
        {before}
        <bdi class="strong">{product}</bdi>
        {after}
      </p>
      {source && (
        <p class="small soft">
          {i18n.t('pin.source')} <bdi>{source}</bdi>
        </p>
      )}
    </div>
  )
}

interface WhyNotProps {
  readonly why: Extract<Verdict, { offer: 'plex' }>['why']
  readonly onAgain: () => unknown
  /** Where a code was typed. */
  readonly onRetype?: () => void
}

/** Why it can't be approved here. */
export function WhyNot({ why, onAgain, onRetype }: WhyNotProps) {
  const mayPass = why === 'no_answer' || why === 'no_network' || why === 'slow_down'
  return (
    <>
      <Problem>{i18n.t(`pin.why.${why}`)}</Problem>
      {mayPass && (
        <Button wide onClick={onAgain}>
          {i18n.t('ended.try_again')}
        </Button>
      )}
      {why === 'unknown_code' && onRetype && (
        <Button wide kind="primary" onClick={onRetype}>
          {i18n.t('code.again')}
        </Button>
      )}
    </>
  )
}
