import type { Commands } from './protocol.ts'

/** A function for each command; that of `tool.copy` alone gives something back. */
export type Handlers<Names extends keyof Commands = keyof Commands> = {
  [Name in Names]: (input: Commands[Name]) => Promise<Name extends 'tool.copy' ? string : void>
}
