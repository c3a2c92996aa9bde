import { i18n } from '#i18n'
import { nameOf } from '../../lib/ui/account-field.tsx'
import { inDays } from '../../lib/ui/dates.ts'
import { Hint } from '../../lib/ui/notice.tsx'
import { SureButton } from '../../lib/ui/sure-button.tsx'
import type { AccountView, SignInView } from '../../lib/ui-api/protocol.ts'

interface SignInRowProps {
  readonly signIn: SignInView
  readonly accounts: readonly AccountView[]
  readonly onRevoke: () => unknown
}

/** A site or a device that signed in at Plex's page, and was approved here. */
export function SignInRow({ signIn, accounts, onRevoke }: SignInRowProps) {
  const { id, product, isSure, isUnderWay } = signIn
  return (
    <li class="stack">
      <div class="row wrap site-row">
        <div class="grow">
          <p id={`sign-in-${id}`} class="strong">
            <bdi>{product}</bdi>
          </p>
          <p>{i18n.t('sign_ins.through_plex')}</p>
          <p class="small soft">{particulars(signIn, accounts).join(' · ')}</p>
        </div>
        {!isUnderWay && (
          <SureButton
            label={i18n.t('settings.revoke')}
            question={questionOf(signIn)}
            describedBy={`sign-in-${id}`}
            onSure={onRevoke}
          />
        )}
      </div>
      {!isSure && <Hint>{i18n.t('sign_ins.unsure')}</Hint>}
    </li>
  )
}

function particulars(signIn: SignInView, accounts: readonly AccountView[]): string[] {
  const { accountId, wentTo, since, device, isUnderWay } = signIn
  const account = accounts.find(({ id }) => id === accountId)
  const known = device && i18n.t('sign_ins.device', [deviceName(device)])
  return [
    nameOf(account),
    ...(wentTo ? [i18n.t('sign_ins.went_to', [new URL(wentTo).host])] : []),
    i18n.t('settings.since', [inDays(since)]),
    known ?? i18n.t(isUnderWay ? 'sign_ins.device_asked' : 'sign_ins.device_unknown'),
  ]
}

function questionOf({ device }: SignInView): string {
  if (!device) return i18n.t('sign_ins.forget_sure')
  return i18n.t('sign_ins.revoke_sure', [deviceName(device)])
}

function deviceName({ name, platform }: NonNullable<SignInView['device']>): string {
  return name || platform || i18n.t('sign_ins.nameless')
}
