import { isPinRefused } from '../accounts/home-pin.ts'
import type { PlexClient } from '../plex/client.ts'
import { Unauthorized } from '../plex/errors.ts'
import type { Identity } from '../plex/identity.ts'
import { identityOf } from '../tokens/owners.ts'
import type { HeldToken, Tokens } from '../tokens/tokens.ts'
import { addressOf, type Form, textOf } from './forms.ts'
import type { Records } from './records.ts'
import { type Tool, ToolFailure } from './tool.ts'

export interface CopyingWorld {
  readonly records: Records
  readonly tokens: Pick<Tokens, 'held' | 'madeAt' | 'renew'>
  readonly plex: Pick<PlexClient, 'getUser' | 'listServers'>
  readonly identity: () => Promise<Identity>
  /** Asks Plex whether an account's token still lives. */
  readonly check: (accountId: string) => Promise<unknown>
}

/** Gives the token of a tool, in the form it is wanted in. */
export function createCopying(world: CopyingWorld) {
  const { records, tokens, plex, identity, check } = world

  /** Only a 401 says that it is dead: whoever copies it without a network has it all the same. */
  async function lives(held: HeldToken): Promise<boolean> {
    return plex.getUser(await identityOf(held, identity), held.token).then(
      () => true,
      (error: unknown) => !(error instanceof Unauthorized),
    )
  }

  /** One that died, or whose making a stop cut short, is made anew under the same identifier. */
  async function living({ id, accountId }: Tool): Promise<HeldToken> {
    const known = await tokens.held(id)
    if (known && (await lives(known))) return known
    await tokens.renew(id).catch(async (error) => {
      if (error instanceof Unauthorized) await check(accountId)
      // The row asks for it.
      if (isPinRefused(error)) await records.refuse(id, 'home_pin', 'ready')
      throw error
    })
    const renewed = await tokens.held(id)
    if (!renewed) throw new ToolFailure('tool_gone')
    return renewed
  }

  async function addressFor({ server }: Tool, held: HeldToken): Promise<string> {
    const servers = await plex.listServers(await identityOf(held, identity), held.token)
    const own = servers.find(({ clientIdentifier }) => clientIdentifier === server?.id)
    return addressOf(own, held.token)
  }

  /** @throws ToolFailure, PlexError; neither names the token */
  return async (id: string, form: Form): Promise<string> => {
    const tool = await records.get(id)
    if (tool?.state !== 'ready') throw new ToolFailure('tool_gone')
    const held = await living(tool)
    const copied = await tokens.madeAt(id)
    const text = form === 'address' ? await addressFor(tool, held) : textOf(form, held.token)
    // What was revoked meanwhile is not given.
    if (!(await records.note(id, { copied }, 'ready'))) throw new ToolFailure('tool_gone')
    return text
  }
}
