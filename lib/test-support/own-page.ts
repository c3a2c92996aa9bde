import type { Command, Commands, Look, Looking, Push, UiState } from '../ui-api/protocol.ts'
import type { UiRouter } from '../ui-api/router.ts'
import { type Background, OWN_ID, OWN_ORIGIN } from './background.ts'
import { settle } from './clock.ts'
import { until } from './page-world.ts'
import { fakePort } from './ports.ts'

export const OWN = { id: OWN_ID, url: `${OWN_ORIGIN}popup.html` }

/** A page of ours opens; it looks at nothing yet. */
export function openPage(
  router: Pick<UiRouter, 'connect'>,
  name = 'foyer-ui:popup',
  sender: object = OWN,
) {
  const port = fakePort<Command | Looking, Push>(name, sender)
  router.connect(port)
  let nextId = 1
  const states = () => port.posted.flatMap((push) => ('state' in push ? [push.state] : []))

  async function call(command: string, input: object = {}) {
    const id = nextId++
    port.say({ id, command, input } as unknown as Command)
    if (port.isClosed) return undefined
    return until(() => port.posted.find((push) => 'done' in push && push.done === id))
  }

  /** Looks at this, and gives what is shown then. */
  async function look(look: Look = {}): Promise<UiState> {
    const before = states().length
    port.say({ look })
    await until(() => states().length > before)
    await settle()
    const shown = states().at(-1)
    if (!shown) throw new Error('nothing could be read')
    return shown
  }

  return { port, call, look, states }
}

/** A page of ours, by its own name, opens and looks at this; gives what is shown then. */
export function stateOf({ ui }: Background, view: string, look: Look = {}): Promise<UiState> {
  return openPage(ui, `foyer-ui:${view}`).look(look)
}

/** Settings asks for this; gives why it failed, or null. */
export async function failureOf<Name extends keyof Commands>(
  { ui }: Background,
  command: Name,
  input: Commands[Name],
) {
  const push = await openPage(ui, 'foyer-ui:options').call(command, input)
  return push && 'done' in push ? push.failure : null
}
