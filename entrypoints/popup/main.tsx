import { draw } from '../../lib/ui/page.tsx'
import { connect } from '../../lib/ui-api/client.ts'
import { type FrontTab, frontTab } from '../../lib/ui-api/front-tab.ts'
import type { UiState } from '../../lib/ui-api/protocol.ts'
import { Popup } from './popup.tsx'

let state: UiState | null | undefined
let tab: FrontTab | undefined

// Nothing is drawn before it is true.
function update(): void {
  const front = tab
  if (state === undefined || !front) return
  draw(state, (known) => <Popup state={known} tab={front} background={background} />)
}

const background = connect('popup', (news) => {
  state = news
  update()
})

void frontTab().then((found) => {
  tab = found
  const { origin } = found
  background.look(origin === null ? {} : { site: { origin, isPrivate: found.isPrivate } })
  update()
})
