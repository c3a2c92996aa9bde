import { draw } from '../../lib/ui/page.tsx'
import { connect } from '../../lib/ui-api/client.ts'
import { Options } from './options.tsx'

const background = connect('options', (state) =>
  draw(state, (known) => <Options state={known} background={background} />),
)
