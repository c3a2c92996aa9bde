import type { LinkState } from '../linking/state.ts'
import type { Vault } from '../storage/vault.ts'
import { type CommandsWorld, createCommands, failureOf } from './commands.ts'
import { type Command, PORT, type Push, type UiState } from './protocol.ts'
import { accountView, approvalView, linkView, siteView } from './view.ts'

export interface UiPort {
  readonly name: string
  readonly sender?: { readonly id?: string; readonly url?: string; readonly frameId?: number }
  postMessage(message: Push): void
  disconnect(): void
  onMessage: { addListener(listener: (message: Command) => void): void }
  onDisconnect: { addListener(listener: () => void): void }
}

export interface UiWorld extends CommandsWorld {
  readonly ownId: string
  /** The address of our own pages, with the slash at its end. */
  readonly ownOrigin: string
  readonly linkState: () => Promise<LinkState>
  readonly vault: Vault
  /** A view opened or closed. */
  readonly viewed: (view: string, isOpen: boolean) => void
}

export interface UiRouter {
  connect(port: UiPort): void
  /** Shows each open page of ours what is true now. */
  changed(): void
  isOpen(view: string): boolean
}

/** Serves our own pages and nobody else. */
export function createUiRouter(world: UiWorld): UiRouter {
  const { accounts, sites, desk, vault } = world
  const commands = createCommands(world)
  const ports = new Set<UiPort>()
  let isPushing = false
  /** What is true until the next change; an opening popup has it at once. */
  let known: Promise<UiState | null> | null = null

  async function state(): Promise<UiState> {
    const [link, accountList, siteList, approvals, isLasting] = await Promise.all([
      world.linkState(),
      accounts.list(),
      sites.list(),
      desk.open(),
      vault.isLasting(),
    ])
    const grants = await Promise.all(siteList.map(({ origin }) => sites.liveGrant(origin)))
    return {
      link: linkView(link),
      accounts: accountList.map(accountView),
      sites: siteList.map((site, index) => siteView(site, grants[index] ?? null)),
      approvals: approvals.map(approvalView),
      isLasting,
    }
  }

  /** The browser may refuse us our own storage; the person must hear of it. */
  function readable(): Promise<UiState | null> {
    known ??= state().catch(() => {
      known = null
      return null
    })
    return known
  }

  async function obey({ id, command, input }: Command): Promise<Push> {
    try {
      if (!Object.hasOwn(commands, command)) return { done: id, failure: 'internal' }
      const handle = commands[command] as (input: unknown) => Promise<void>
      await handle(input)
      return { done: id, failure: null }
    } catch (error) {
      return { done: id, failure: failureOf(error) }
    }
  }

  async function push(): Promise<void> {
    await Promise.resolve() // changes of one turn are shown at once
    isPushing = false
    const news = { state: await readable() }
    for (const port of ports) post(port, news)
  }

  return {
    connect(port) {
      if (!isOurs(port, world)) {
        port.disconnect()
        return
      }
      const view = port.name.slice(PORT.length)
      ports.add(port)
      void readable().then((state) => post(port, { state }))
      port.onMessage.addListener((command) => void obey(command).then((news) => post(port, news)))
      port.onDisconnect.addListener(() => {
        ports.delete(port)
        world.viewed(view, false)
      })
      world.viewed(view, true)
    },

    changed() {
      known = null
      if (!ports.size || isPushing) return
      isPushing = true
      void push()
    },

    isOpen: (view) => [...ports].some(({ name }) => name === PORT + view),
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
