import * as v from 'valibot'
import { SCOPES } from '../sites/policy.ts'
import { PageError } from './page-error.ts'
import type { Methods } from './protocol.ts'

const Nothing = v.optional(v.union([v.undefined_(), v.strictObject({})]))

/** The methods, each with the shape of its parameters. */
export const PARAMS = {
  'foyer.state': Nothing,
  'access.request': v.strictObject({
    scopes: v.pipe(
      v.array(v.picklist(SCOPES)),
      v.minLength(1),
      v.maxLength(SCOPES.length),
      v.transform((scopes) => [...new Set(scopes)]),
    ),
    reason: v.optional(v.pipe(v.string(), v.maxLength(120))),
  }),
  'access.release': Nothing,
  'account.get': Nothing,
  'servers.list': Nothing,
  'token.get': v.optional(v.strictObject({ refresh: v.optional(v.boolean()) })),
} satisfies Record<keyof Methods, v.GenericSchema>

export type MethodName = keyof typeof PARAMS
export type ParamsOf<Name extends MethodName> = v.InferOutput<(typeof PARAMS)[Name]>

export function isMethod(name: string): name is MethodName {
  return Object.hasOwn(PARAMS, name)
}

/** @throws PageError `invalid_params` */
export function readParams<Name extends MethodName>(name: Name, params: unknown): ParamsOf<Name> {
  const result = v.safeParse(PARAMS[name], params)
  if (!result.success) throw new PageError('invalid_params')
  return result.output as ParamsOf<Name>
}
