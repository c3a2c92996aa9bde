import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { usable } from '../../lib/ui/account-field.tsx'
import { Button } from '../../lib/ui/button.tsx'
import type { Background } from '../../lib/ui-api/client.ts'
import type { Failure, Look, UiState } from '../../lib/ui-api/protocol.ts'
import { Section } from './section.tsx'
import { ToolForm } from './tool-form.tsx'
import { ToolRow } from './tool-row.tsx'

interface ToolsSectionProps {
  readonly state: UiState
  readonly onLook: (look: Pick<Look, 'newTool'>) => void
  readonly background: Background
  readonly run: (action: Promise<Failure | null>) => Promise<void>
}

export function ToolsSection({ state, onLook, background, run }: ToolsSectionProps) {
  const { accounts, tools, newTool, homeRetryAt } = state
  const [form, setForm] = useState<'new' | 'open' | 'closed'>('new')
  const { call } = background
  const canMake = usable(accounts).length > 0
  const button = (
    <Button
      small
      disabled={!canMake}
      autoFocus={form === 'closed'}
      isExpanded={form === 'open'}
      onClick={() => setForm(form === 'open' ? 'closed' : 'open')}
    >
      {i18n.t('tool.new')}
    </Button>
  )
  return (
    <Section title={i18n.t('tool.title')} action={button}>
      {form === 'open' && (
        <ToolForm
          accounts={accounts}
          offer={newTool}
          onLook={onLook}
          onReload={(id) => run(call('account.reload', { id, what: 'servers' }))}
          make={(wish) => call('tool.make', wish)}
          onDone={() => setForm('closed')}
        />
      )}
      <p class={tools.length ? 'small soft' : 'soft'}>{hintOf(tools.length > 0, canMake)}</p>
      <ul class="rows">
        {tools.map((tool) => (
          <ToolRow
            key={tool.id}
            tool={tool}
            homeRetryAt={homeRetryAt}
            account={accounts.find(({ id }) => id === tool.accountId)}
            background={background}
            run={run}
          />
        ))}
      </ul>
    </Section>
  )
}

function hintOf(hasTools: boolean, canMake: boolean): string {
  if (hasTools) return i18n.t('tool.hint')
  return canMake ? i18n.t('tool.none') : [i18n.t('tool.none'), i18n.t('tool.no_account')].join(' ')
}
