import { draw } from '../../lib/ui/page.tsx'
import { connect } from '../../lib/ui-api/client.ts'
import { Options } from './options.tsx'
import { PAGE, type SettingsLook } from './settings-look.ts'

let look: SettingsLook = {
  sites: { search: '', limit: PAGE },
  activity: { search: '', answered: null, limit: PAGE },
  account: null,
  newTool: null,
}

const background = connect('options', (state) =>
  draw(state, (known) => (
    <Options state={known} look={look} lookAt={lookAt} background={background} />
  )),
)

function lookAt(news: Partial<SettingsLook>): void {
  look = { ...look, ...news }
  background.look(look)
}

lookAt({})
