import './select-field.css'
import { useId } from './use-id.ts'

interface SearchFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
}

export function SearchField({ label, value, onChange }: SearchFieldProps) {
  const id = useId()
  return (
    <div class="field grow">
      <label for={id} class="small soft">
        {label}
      </label>
      <input
        type="search"
        id={id}
        value={value}
        autocomplete="off"
        spellcheck={false}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </div>
  )
}
