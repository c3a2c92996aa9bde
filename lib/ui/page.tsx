import './tokens.css'
import './base.css'
import { type ComponentChildren, render } from 'preact'
import { i18n } from '#i18n'
import type { UiState } from '../ui-api/protocol.ts'
import { Problem } from './notice.tsx'

/** Draws a page of ours, or why it has nothing to show. */
export function draw(state: UiState | null, page: (state: UiState) => ComponentChildren): void {
  const root = document.getElementById('app') as HTMLElement
  render(state ? page(state) : <Problem>{i18n.t('trouble.storage')}</Problem>, root)
}
