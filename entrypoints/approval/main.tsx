import { Approvals } from '../../lib/ui/approvals.tsx'
import { draw } from '../../lib/ui/page.tsx'
import { connect } from '../../lib/ui-api/client.ts'

const background = connect('approval', (state) =>
  draw(state, (known) => <Approvals state={known} background={background} />),
)
background.look({})
