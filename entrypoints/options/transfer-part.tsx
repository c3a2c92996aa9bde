import { useRef, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '../../lib/ui/button.tsx'
import { Problem } from '../../lib/ui/notice.tsx'
import { troubleText } from '../../lib/ui/trouble-text.ts'
import type { Background } from '../../lib/ui-api/client.ts'
import type { Failure, ImportView } from '../../lib/ui-api/protocol.ts'
import { LARGEST_FILE } from '../../lib/ui-api/rules.ts'
import { type Choice, ImportForm } from './import-form.tsx'
import { saveFile, settingsFileName } from './save-file.ts'

/** A file that was chosen, and what it would change. */
interface Chosen {
  readonly name: string
  readonly text: string
  readonly view: ImportView
}

/** Settings, sites and names to and from a file. */
export function TransferPart({ background }: { readonly background: Background }) {
  const { ask, importFile } = background
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [said, setSaid] = useState('')
  const [isDone, setDone] = useState(false)
  const input = useRef<HTMLInputElement>(null)

  function say(text: string, why: Failure | null = null): void {
    setSaid(text)
    setFailure(why)
  }

  async function save(): Promise<void> {
    say('')
    const { answer, failure } = await ask('transfer.export', {})
    if (answer === undefined) return say('', failure)
    const name = settingsFileName(new Date())
    saveFile(name, answer)
    say(i18n.t('transfer.saved', [name]))
  }

  async function read(name: string, text: string): Promise<Failure | null> {
    const { answer, failure } = await ask('transfer.read', { text })
    if (answer !== undefined) setChosen({ name, text, view: answer })
    return failure
  }

  async function take({ currentTarget }: { readonly currentTarget: HTMLInputElement }) {
    const [file] = currentTarget.files ?? []
    if (!file) return
    const text = file.size > LARGEST_FILE ? null : await file.text().catch(() => '')
    // Else the same file could not be chosen again.
    currentTarget.value = ''
    say('', text === null ? 'file_too_big' : await read(file.name, text))
  }

  async function carryOut({ name, text }: Chosen, choice: Choice): Promise<void> {
    const why = await importFile({ text, ...choice })
    if (why === null) {
      close()
      const count = choice.origins.length
      return say(count > 0 ? i18n.t('transfer.done_sites', count) : i18n.t('transfer.done'))
    }
    say('', why)
    // Some of it may be done.
    await read(name, text)
  }

  function close(): void {
    setChosen(null)
    setDone(true)
    say('')
  }

  return (
    <div class="card stack">
      {failure && <Problem>{troubleText(failure)}</Problem>}
      {chosen ? (
        <ImportForm
          name={chosen.name}
          view={chosen.view}
          onImport={(choice) => carryOut(chosen, choice)}
          onClose={close}
        />
      ) : (
        <>
          <p id="transfer">{i18n.t('transfer.why')}</p>
          <div class="row">
            <Button small describedBy="transfer" onClick={save}>
              {i18n.t('transfer.export')}
            </Button>
            <Button
              small
              describedBy="transfer"
              autoFocus={isDone}
              onClick={() => input.current?.click()}
            >
              {i18n.t('transfer.import')}
            </Button>
          </div>
          <input type="file" hidden accept=".json,application/json" ref={input} onChange={take} />
        </>
      )}
      <p role="status" class="small soft">
        {said}
      </p>
    </div>
  )
}
