import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '../../lib/ui/button.tsx'
import { Problem, Warning } from '../../lib/ui/notice.tsx'
import { TextField } from '../../lib/ui/text-field.tsx'
import { troubleText } from '../../lib/ui/trouble-text.ts'
import type { Failure } from '../../lib/ui-api/protocol.ts'

/** Shorter ones are guessed in weeks by a computer that is made for it, if they are of common words. */
const SHORT = 12

interface PassphraseFormProps {
  /** What is asked for: the one there is, a new one, or both. */
  readonly asks: readonly ('former' | 'new')[]
  readonly label: string
  readonly act: (passphrase: string, former: string) => Promise<Failure | null>
  readonly onDone: () => void
}

export function PassphraseForm({ asks, label, act, onDone }: PassphraseFormProps) {
  const [former, setFormer] = useState('')
  const [fresh, setFresh] = useState('')
  const [again, setAgain] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const isNew = asks.includes('new')

  async function submit(): Promise<void> {
    setProblem(null)
    if (isNew && fresh === '') return setProblem(i18n.t('passphrase.empty'))
    if (isNew && fresh !== again) return setProblem(i18n.t('passphrase.not_the_same'))
    const failure = await act(fresh, former)
    if (failure) setProblem(troubleText(failure))
    else onDone()
  }

  const usual = { isHidden: true, onEnter: () => void submit() }
  return (
    <div class="card stack">
      {asks.includes('former') && (
        <TextField
          label={i18n.t('passphrase.former')}
          value={former}
          onChange={setFormer}
          autoFocus
          {...usual}
        />
      )}
      {isNew && (
        <>
          <TextField
            label={i18n.t('passphrase.new')}
            value={fresh}
            onChange={setFresh}
            autoFocus={!asks.includes('former')}
            {...usual}
          />
          {fresh !== '' && fresh.length < SHORT && <Warning>{i18n.t('passphrase.short')}</Warning>}
          <TextField
            label={i18n.t('passphrase.again')}
            value={again}
            onChange={setAgain}
            {...usual}
          />
          <p class="small soft">{i18n.t('passphrase.no_way_back')}</p>
        </>
      )}
      {problem && <Problem>{problem}</Problem>}
      <div class="row">
        <Button small kind="primary" onClick={submit}>
          {label}
        </Button>
        <Button small onClick={onDone}>
          {i18n.t('settings.cancel')}
        </Button>
      </div>
    </div>
  )
}
