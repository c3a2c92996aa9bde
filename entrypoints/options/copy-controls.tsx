import { useEffect, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Form } from '../../lib/tools/forms.ts'
import { Button } from '../../lib/ui/button.tsx'
import { copyText } from '../../lib/ui/copy-text.ts'
import { SelectField } from '../../lib/ui/select-field.tsx'
import { troubleText } from '../../lib/ui/trouble-text.ts'
import type { Failure, Outcome } from '../../lib/ui-api/protocol.ts'

interface CopyControlsProps {
  readonly describedBy: string
  readonly hasServer: boolean
  readonly isReady: boolean
  readonly fetchText: (form: Form) => Promise<Outcome<string>>
}

const FORMS = ['token', 'header', 'environment', 'address'] as const satisfies readonly Form[]

const COPIED_FOR_MS = 4000

/** Copies a token in one of its forms. Its text goes to the clipboard, and into nothing that is shown. */
export function CopyControls({ describedBy, hasServer, isReady, fetchText }: CopyControlsProps) {
  const [form, setForm] = useState<Form>('token')
  const [said, setSaid] = useState<'copied' | 'clipboard' | Failure | null>(null)

  useEffect(() => {
    if (said !== 'copied') return
    const timer = setTimeout(() => setSaid(null), COPIED_FOR_MS)
    return () => clearTimeout(timer)
  }, [said])

  async function copy(): Promise<void> {
    setSaid(null)
    let failure: Failure | null = null
    const text = fetchText(form).then((outcome) => {
      failure = outcome.failure
      if (outcome.answer === undefined) throw new Error('There is nothing to copy')
      return outcome.answer
    })
    await copyText(text).then(
      () => setSaid('copied'),
      () => setSaid(failure ?? 'clipboard'),
    )
  }

  return (
    <div class="copy">
      <p role="status" class={said === 'copied' ? 'small strong' : 'small bad-text'}>
        {said && sayText(said)}
      </p>
      <SelectField
        label={i18n.t('tool.copy_as')}
        describedBy={describedBy}
        value={form}
        options={FORMS.filter((it) => hasServer || it !== 'address').map((it) => ({
          value: it,
          text: i18n.t(`tool.form.${it}`),
        }))}
        onChange={(value) => setForm(FORMS.find((it) => it === value) ?? 'token')}
      >
        <Button small describedBy={describedBy} disabled={!isReady} onClick={copy}>
          {i18n.t('tool.copy')}
        </Button>
      </SelectField>
    </div>
  )
}

function sayText(said: 'copied' | 'clipboard' | Failure): string {
  if (said === 'copied' || said === 'clipboard') return i18n.t(`tool.${said}`)
  return troubleText(said)
}
