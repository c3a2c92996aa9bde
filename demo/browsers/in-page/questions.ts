import { nameOf } from './names.ts'
import { roleOf } from './roles.ts'
import { seek, type Wanted } from './seek.ts'

/** Where to press, in CSS pixels of the viewport, or why that can't be done now. */
export type Aim = { x: number; y: number } | { why: string }

export interface ControlState {
  enabled: boolean
  checked: boolean
  /** Of a field, or of the chosen option of a combobox. */
  value: string
}

export function stateOf(path: Wanted[]): ControlState | null {
  const element = seek(path)
  if (!element) return null
  const control = element as HTMLInputElement
  return {
    enabled: !element.matches(':disabled') && !element.closest('[aria-disabled="true"]'),
    checked: control.checked === true || element.getAttribute('aria-checked') === 'true',
    value: typeof control.value === 'string' ? control.value : '',
  }
}

export function aimAt(path: Wanted[]): Aim {
  const element = seek(path)
  if (!element) return { why: 'is not there' }
  if (!stateOf(path)?.enabled) return { why: 'is disabled' }
  const label = (element as HTMLInputElement).labels?.[0]
  const targets: readonly Element[] = label ? [element, label] : [element]
  let covering = 'nothing'
  // Centre last: a bar that sticks to an edge may lie over what was just scrolled there.
  for (const block of ['nearest', 'center'] as const) {
    // A radio button that is drawn by its label is too small to press itself.
    for (const target of targets) {
      target.scrollIntoView({ block, inline: 'nearest', behavior: 'instant' })
      const box = target.getClientRects()[0]
      if (!box || box.width < 4 || box.height < 4) continue
      const x = box.left + box.width / 2
      const y = box.top + box.height / 2
      const outer = document.elementFromPoint(x, y)
      const hit = outer?.shadowRoot?.elementFromPoint(x, y) ?? outer
      if (hit && (target.contains(hit) || hit.closest('label')?.control === element))
        return { x, y }
      covering = hit?.outerHTML.slice(0, 80) ?? covering
    }
  }
  return { why: `is covered by ${covering}` }
}

/** Marks what a field holds, so that typing takes its place. @returns whether it has the focus */
export function selectAll(path: Wanted[]): boolean {
  const field = seek(path) as HTMLInputElement | undefined
  if (!field || document.activeElement !== field) return false
  field.select?.()
  return true
}

/** Puts the focus on a combobox. @returns how many options to go down (up, if negative), or null */
export function distanceToOption(path: Wanted[], option: Wanted['name']): number | null {
  const list = seek(path) as HTMLSelectElement | undefined
  if (!list?.options) return null
  const fits = (label: string) =>
    typeof option === 'string'
      ? label === option
      : new RegExp(option.source, option.flags).test(label)
  const open = [...list.options].filter((it) => !it.disabled)
  const there = open.findIndex((it) => fits(it.label.replace(/\s+/g, ' ').trim()))
  if (there < 0) return null
  list.focus()
  return there - open.findIndex((it) => it.selected)
}

export function focusedElement(): { role: string; name: string } {
  const element = document.activeElement
  if (!element || element === document.body) return { role: '', name: '' }
  return { role: roleOf(element), name: nameOf(element) }
}

export function visibleText(path: Wanted[]): string {
  const element = path.length > 0 ? seek(path) : document.body
  return (element as HTMLElement | null | undefined)?.innerText ?? ''
}

/** Whether the text that can be seen has these words. */
export function says(path: Wanted[], words: Wanted['name']): boolean {
  const text = visibleText(path)
  return typeof words === 'string'
    ? text.includes(words)
    : new RegExp(words.source, words.flags.replace(/[gy]/g, '')).test(text)
}

export function isGone(path: Wanted[]): boolean {
  return seek(path) === undefined
}
