import './tokens.css'
import './base.css'
import { type ComponentChildren, render } from 'preact'
import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { UiState } from '../ui-api/protocol.ts'
import { Problem } from './notice.tsx'

type Page = (state: UiState) => ComponentChildren

interface Drawing {
  readonly state: UiState | null
  readonly page: Page
}

let show: ((drawing: Drawing) => void) | null = null

function Drawn({ first }: { readonly first: Drawing }) {
  const [{ state, page }, setDrawing] = useState(first)
  show = setDrawing
  return state ? page(state) : <Problem>{i18n.t('trouble.storage')}</Problem>
}

/** Draws a page of ours, or why it has nothing to show. */
export function draw(state: UiState | null, page: Page): void {
  const drawing = { state, page }
  // Preact's `useId` begins anew after some calls of `render()`: what is drawn later would have an
  // id that is taken, and its label would name nothing. https://github.com/preactjs/preact/issues/4223
  if (show) show(drawing)
  else render(<Drawn first={drawing} />, document.getElementById('app') as HTMLElement)
}
