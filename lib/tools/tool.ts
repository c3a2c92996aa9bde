import * as v from 'valibot'
import { defineCollection, ranked } from '../storage/collection.ts'
import { MAKING_TROUBLES } from '../tokens/made-token.ts'

/** A script or a program of the person's own, with a token of its own. Times are ms since the epoch. */
const ToolSchema = v.object({
  /** Its client identifier at Plex: one tool, one identifier, never another. */
  id: v.string(),
  /** What the person calls it. Two may have one name. */
  name: v.string(),
  accountId: v.string(),
  /** The media server that it is for, if any: Plex's identifier and name of it. */
  server: v.nullable(v.object({ id: v.string(), name: v.string() })),
  since: v.number(),
  /**
   * `making`: Plex is being asked. `at_plex`: the person approves it at Plex's own page.
   * `refused`: the person chooses how to go on. `over`: it was revoked, and only its record is left.
   */
  state: v.picklist(['making', 'at_plex', 'refused', 'ready', 'over']),
  /** `token_lost`: the record of its token is damaged. */
  trouble: v.nullable(v.picklist([...MAKING_TROUBLES, 'token_lost'])),
  /** When the token was made that was copied last. Another one since: what was copied is dead. */
  copied: v.nullable(v.number()),
})

export type Tool = v.InferOutput<typeof ToolSchema>

/** One that is not over. */
export type LiveTool = Tool & { readonly state: Exclude<Tool['state'], 'over'> }

export function isLive(tool: Tool): tool is LiveTool {
  return tool.state !== 'over'
}

export const TOOLS = ranked(
  // Version 2 knows two troubles more.
  defineCollection('tool', 2, ToolSchema, { 1: (data) => data }),
  ({ since }) => since,
)

export const LONGEST_NAME = 60

/** Why nothing could be done; what Plex says is a PlexError. */
export class ToolFailure extends Error {
  /** `tool_gone`: it was revoked, or its token is lost. `server_gone`: Plex no longer lists its server. */
  readonly reason: 'tool_name' | 'tool_gone' | 'server_gone'

  constructor(reason: ToolFailure['reason']) {
    super(reason)
    this.reason = reason
  }
}

/** What a person reads in their list of devices at Plex. */
export function productOf({ name }: Pick<Tool, 'name'>): string {
  return `${name} via Foyer`
}
