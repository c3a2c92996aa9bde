import { draw } from '../../lib/ui/page.tsx'
import { connect } from '../../lib/ui-api/client.ts'
import { type FrontTab, frontTab, isPopupWindowOpen } from '../../lib/ui-api/front-tab.ts'
import type { UiState } from '../../lib/ui-api/protocol.ts'
import { Popup } from './popup.tsx'

let state: UiState | null | undefined
let tab: FrontTab | undefined
let hasWindow = false

// Nothing is drawn before it is true.
function update(): void {
  const front = tab
  if (state === undefined || !front) return
  draw(state, (known) => (
    <Popup
      state={known}
      tab={front}
      hasWindow={hasWindow}
      lookForCode={(code) => look(front, code)}
      background={background}
    />
  ))
}

const background = connect('popup', (news) => {
  state = news
  update()
})

/** @param code a short code that the person typed; null: none */
function look(front: FrontTab, code: string | null): void {
  const offers = { tabId: 'tabId' in front ? front.tabId : null, code }
  const { origin } = front
  background.look(
    origin === null ? { offers } : { offers, site: { origin, isPrivate: front.isPrivate } },
  )
}

void Promise.all([frontTab(), isPopupWindowOpen()]).then(([found, isOpen]) => {
  tab = found
  hasWindow = isOpen
  look(found, null)
  update()
})
