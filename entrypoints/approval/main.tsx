import { Approvals } from '../../lib/ui/approvals.tsx'
import { draw } from '../../lib/ui/page.tsx'
import { Unlock } from '../../lib/ui/unlock.tsx'
import { connect } from '../../lib/ui-api/client.ts'

const background = connect('approval', (state) =>
  draw(state, (known) =>
    known.lock.isLocked ? (
      <Unlock state={known} background={background} />
    ) : (
      <Approvals state={known} background={background} />
    ),
  ),
)
background.look({})
