import { currentOf } from '../accounts/current.ts'
import type { Approval } from '../approvals/queue.ts'
import type { LinkState } from '../linking/state.ts'
import { accountViews } from './account-view.ts'
import { type CommandsWorld, createCommands, failureOf } from './commands.ts'
import { createDetails, type DetailsWorld } from './details.ts'
import { ANSWERING } from './handlers.ts'
import { createLists, type ListsWorld } from './lists.ts'
import { type Command, type Look, type Looking, PORT, type Push, type UiState } from './protocol.ts'
import { offerView, signInView } from './sign-in-view.ts'
import { unusableView } from './unusable-view.ts'
import { approvalView, linkView, newcomersView, pendingView, toolView } from './view.ts'
import { createViewer, type Viewer } from './viewer.ts'

export interface UiPort {
  readonly name: string
  readonly sender?: { readonly id?: string; readonly url?: string; readonly frameId?: number }
  postMessage(message: Push): void
  disconnect(): void
  onMessage: { addListener(listener: (message: Command | Looking) => void): void }
  onDisconnect: { addListener(listener: () => void): void }
}

export interface UiWorld extends Omit<CommandsWorld, 'reload'>, ListsWorld, DetailsWorld {
  readonly accounts: CommandsWorld['accounts']
  readonly checks: CommandsWorld['checks']
  readonly ownId: string
  /** The address of our own pages, with the slash at its end. */
  readonly ownOrigin: string
  readonly linkState: () => Promise<LinkState>
  /** False where a restart of the browser means signing in again. */
  readonly isLasting: () => Promise<boolean>
  /** The accounts for which only their Home user's PIN helps. */
  readonly needPin: () => Promise<ReadonlySet<string>>
  /** A view opened or closed. */
  readonly viewed: (view: string, isOpen: boolean) => void
  /** The person does something. */
  readonly used: () => void
}

export interface UiRouter {
  connect(port: UiPort): void
  /** Shows each open page of ours what is true now. */
  changed(): void
  isOpen(view: string): boolean
}

type Common = Omit<UiState, 'site' | 'sites' | 'activity' | 'details' | 'newTool' | 'offers'>

/** Serves our own pages and nobody else. */
export function createUiRouter(world: UiWorld): UiRouter {
  const { accounts, current, sites, desk, tokens, tools, settings, lock } = world
  const details = createDetails(world, () => changed())
  const commands = createCommands({ ...world, reload: details.reload })
  const lists = createLists(world)
  const viewers = new Map<UiPort, Viewer>()
  /** What each looks at, of what Plex is asked for. */
  const looked = new Map<UiPort, Look>()
  /** What is true until the next change; an opening popup has it at once. */
  let known: Promise<Common> | null = null

  async function load(): Promise<Common> {
    const [link, accountList, chosen, needPin, allowed, approvals, pending, toolList, ...others] =
      await Promise.all([
        world.linkState(),
        accounts.list(),
        current.chosen(),
        world.needPin(),
        sites.since(),
        desk.open().then((open) => Promise.all(open.map(approvalOf))),
        tokens.pending(),
        tools.list(),
        world.newcomers.list(),
        world.signIns.list(),
        world.plexPages.get(),
        settings.get(),
        world.isLasting(),
        lock.isSet(),
        lock.isLocked(),
        world.lettingGo.list(),
      ])
    const [newcomers, signIns, plexPages, set, isLasting, isSet, isLocked, unusable] = others
    return {
      link: linkView(link),
      accounts: accountViews(accountList, needPin),
      currentAccountId: currentOf(accountList, chosen),
      homeRetryAt: accounts.home.retryAt(),
      tools: toolList.map(toolView),
      signIns: signIns.map(signInView),
      plexPages,
      approvals,
      pending: pending.map(pendingView),
      newcomers: newcomers.map(newcomersView),
      settings: set,
      lock: { isSet, isLocked },
      isLasting,
      siteCount: allowed.size,
      unusable: unusable.map(unusableView),
    }
  }

  async function approvalOf(approval: Approval) {
    const grant = await world.grantsOf(approval.isPrivate).live(approval.origin)
    return approvalView(approval, grant)
  }

  function common(): Promise<Common> {
    if (known) return known
    const loaded = load()
    known = loaded
    loaded.catch(() => {
      if (known === loaded) known = null
    })
    return loaded
  }

  async function stateFor(look: Look): Promise<UiState> {
    const forTool = look.newTool ? details.lookForTool(look.newTool) : null
    const [now, long, ofAccount, offers] = await Promise.all([
      common(),
      lists(look),
      look.account ? details.look(look.account) : null,
      look.offers ? world.signIns.offers.find(look.offers) : [],
    ])
    const asked = { details: ofAccount, newTool: forTool, offers: offers.map(offerView) }
    return { ...now, ...long, ...asked }
  }

  function keepWhatIsLookedAt(): void {
    const ids = [...looked.values()].flatMap(({ account, newTool }) => [
      account?.id ?? [],
      newTool?.accountId ?? [],
    ])
    details.keep(new Set(ids.flat()))
  }

  function changed(): void {
    known = null
    for (const viewer of viewers.values()) viewer.refresh()
  }

  async function obey({ id, command, input }: Command): Promise<Push> {
    world.used()
    try {
      if (!Object.hasOwn(commands, command)) return { done: id, failure: 'internal' }
      const handle = commands[command] as (input: unknown) => Promise<unknown>
      const answer = await handle(input)
      return { done: id, failure: null, ...(ANSWERING.includes(command) ? { answer } : {}) }
    } catch (error) {
      // What is not on the disk may be another now, as when Plex may be asked again.
      changed()
      return { done: id, failure: failureOf(error) }
    }
  }

  return {
    connect(port) {
      if (!isOurs(port, world)) {
        port.disconnect()
        return
      }
      const view = port.name.slice(PORT.length)
      const viewer = createViewer(stateFor, (state) => post(port, { state }))
      viewers.set(port, viewer)
      port.onMessage.addListener((message) => {
        if ('look' in message) {
          looked.set(port, message.look)
          keepWhatIsLookedAt()
          viewer.look(message.look)
        } else void obey(message).then((news) => post(port, news))
      })
      port.onDisconnect.addListener(() => {
        viewers.delete(port)
        looked.delete(port)
        keepWhatIsLookedAt()
        viewer.close()
        world.viewed(view, false)
      })
      world.used()
      world.viewed(view, true)
    },

    changed,

    isOpen: (view) => [...viewers.keys()].some(({ name }) => name === PORT + view),
  }
}

/** A content script has our id as well, so the address decides; a page of ours in a frame is no page of ours. */
function isOurs({ name, sender }: UiPort, { ownId, ownOrigin }: UiWorld): boolean {
  if (!name.startsWith(PORT) || sender?.id !== ownId) return false
  return (sender.frameId ?? 0) === 0 && (sender.url?.startsWith(ownOrigin) ?? false)
}

function post(port: UiPort, message: Push): void {
  try {
    port.postMessage(message)
  } catch {
    // It closed meanwhile.
  }
}
