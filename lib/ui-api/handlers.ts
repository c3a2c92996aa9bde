import type { Answers, Commands } from './protocol.ts'

/** A function for each command. */
export type Handlers<Names extends keyof Commands = keyof Commands> = {
  [Name in Names]: (
    input: Commands[Name],
  ) => Promise<Name extends keyof Answers ? Answers[Name] : void>
}

/** What gives something back; of all others nothing gets out by accident. */
export const ANSWERING: readonly string[] = [
  'tool.copy',
  'transfer.export',
  'transfer.read',
] satisfies (keyof Answers)[]
