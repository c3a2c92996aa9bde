import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '../../lib/ui/button.tsx'
import { TextField } from '../../lib/ui/text-field.tsx'

interface TypeCodeProps {
  readonly onCode: (code: string) => void
  readonly onCancel: () => void
}

/** docs/PLEX-API.md §1.4 */
const SHORT_CODE = /^[A-Z0-9]{4}$/

/** The short code that a television or a script shows. */
export function TypeCode({ onCode, onCancel }: TypeCodeProps) {
  const form = useRef<HTMLElement>(null)
  const [text, setText] = useState('')
  const [isWrong, setWrong] = useState(false)

  useLayoutEffect(() => form.current?.querySelector('input')?.focus(), [])

  function goOn(): void {
    const code = text.replace(/\s/g, '').toUpperCase()
    if (SHORT_CODE.test(code)) onCode(code)
    else setWrong(true)
  }

  return (
    <section class="card stack" ref={form} aria-labelledby="type-code">
      <h2 id="type-code">{i18n.t('code.title')}</h2>
      <p id="code-hint" class="small soft">
        {i18n.t('code.hint')}
      </p>
      <TextField
        label={i18n.t('code.label')}
        value={text}
        describedBy="code-hint"
        problem={isWrong ? i18n.t('code.wrong') : null}
        onChange={(typed) => {
          setText(typed)
          setWrong(false)
        }}
        onEnter={goOn}
      />
      <div class="row">
        <Button wide onClick={onCancel}>
          {i18n.t('code.cancel')}
        </Button>
        <Button wide kind="primary" onClick={goOn}>
          {i18n.t('code.go_on')}
        </Button>
      </div>
    </section>
  )
}
