import './token-field.css'
import { i18n } from '#i18n'
import type { TokenKind } from '../sites/policy.ts'
import type { ApprovalView } from '../ui-api/protocol.ts'
import { useId } from './use-id.ts'

interface TokenFieldProps {
  readonly approval: Pick<ApprovalView, 'scopes' | 'tokenKinds'>
  readonly value: TokenKind
  readonly onChange: (kind: TokenKind) => void
}

/** Which kind of token, and what that means. */
export function TokenField({ approval, value, onChange }: TokenFieldProps) {
  const { scopes, tokenKinds } = approval
  const id = useId()
  const isHanded = scopes.includes('token')
  return (
    <div class="token-field" role="radiogroup" aria-labelledby={id}>
      <p id={id} class="small soft">
        {i18n.t('token.label')}
      </p>
      {tokenKinds.map((kind) => (
        <div key={kind} class="check">
          <input
            type="radio"
            id={id + kind}
            name={id}
            checked={kind === value}
            aria-describedby={`${id + kind}-hint`}
            onChange={() => onChange(kind)}
          />
          <label for={id + kind}>{i18n.t(`token.${kind}`)}</label>
          <p
            id={`${id + kind}-hint`}
            class={isHanded && kind === 'account' && kind === value ? 'marked small' : 'small soft'}
          >
            {hintOf(kind, isHanded)}
          </p>
        </div>
      ))}
      <p class="small soft">{aboutAll(tokenKinds, isHanded)}</p>
    </div>
  )
}

function aboutAll(kinds: readonly TokenKind[], isHanded: boolean): string {
  if (!isHanded) return i18n.t('token.kept')
  if (kinds.includes('account')) return i18n.t('token.no_limits')
  return [i18n.t('token.no_limits_alone'), i18n.t('token.only_site')].join(' ')
}

function hintOf(kind: TokenKind, isHanded: boolean): string {
  if (kind === 'site') return i18n.t('token.site_hint')
  return i18n.t(isHanded ? 'token.account_warning' : 'token.account_kept')
}
