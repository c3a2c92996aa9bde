import type { Page } from 'puppeteer-core'
import type { ControlState } from '../in-page/questions.ts'

export type Name = string | RegExp

export interface AxeViolation {
  id: string
  impact: string
  help: string
  /** The source of each element that offends. */
  elements: string[]
}

/**
 * What a person does with a part of a document. Controls are known by role and accessible name: a
 * string is the whole name, white space aside; an element that nobody named is known by its words.
 * Everything waits up to 10 s, or as long as it is told, and then throws what it saw instead.
 */
export interface Scope {
  /** Waits until it is there, enabled, at rest and not covered, then clicks it with the mouse. */
  click(role: string, name: Name, timeoutMs?: number): Promise<void>
  /** Clicks a field and types in place of what it held. */
  type(role: string, name: Name, text: string): Promise<void>
  /** Chooses an option of a combobox, with the arrow keys. */
  choose(name: Name, option: Name): Promise<void>
  waitFor(role: string, name: Name, timeoutMs?: number): Promise<void>
  waitForGone(role: string, name: Name, timeoutMs?: number): Promise<void>
  has(role: string, name: Name): Promise<boolean>
  /** @returns null when it isn't there */
  state(role: string, name: Name): Promise<ControlState | null>
  /** The text that can be seen. */
  text(): Promise<string>
  waitForText(text: Name, timeoutMs?: number): Promise<void>
  /** A part of this one, e.g. `within('listitem', /app\.test/)`. */
  within(role: string, name: Name): Scope
}

/** A popup, an extension page or a tab. */
export interface Surface extends Scope {
  /** @param key e.g. `Tab`, `Enter`, `Shift+Tab` */
  press(key: string): Promise<void>
  /** The function sees globals alone; arguments and result travel as JSON. */
  evaluate<A extends unknown[], T>(script: (...args: A) => T, ...args: A): Promise<Awaited<T>>
  axe(): Promise<AxeViolation[]>
  /** Writes a PNG; folders that are missing are made. */
  screenshot(path: string): Promise<void>
  /** Both are empty when nothing has the focus. */
  focused(): Promise<{ role: string; name: string }>
  waitForFocus(role: string, name: string): Promise<void>
  isOpen(): Promise<boolean>
  waitForClose(timeoutMs?: number): Promise<void>
  close(): Promise<void>
}

export interface Tab extends Surface {
  readonly page: Page
  url(): Promise<string>
  bringToFront(): Promise<void>
  /** Clicks what has the browser ask for a file, and chooses this one. @param path on this machine */
  chooseFile(role: string, name: Name, path: string): Promise<void>
}
