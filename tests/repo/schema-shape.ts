interface Schema {
  readonly type: string
  readonly entries?: Readonly<Record<string, Schema>>
  readonly item?: Schema
  readonly key?: Schema | string
  readonly value?: Schema
  readonly wrapped?: Schema
  readonly literal?: unknown
  readonly options?: readonly (Schema | string | number)[]
  /** The schema itself, then what is asked of its values. */
  readonly pipe?: readonly { readonly type: string; readonly requirement?: unknown }[]
}

/** What a valibot schema takes, as something to be compared. @throws for a kind of schema that it doesn't know yet */
export function shapeOf(schema: object): unknown {
  const { pipe, ...it } = schema as Schema
  if (!pipe) return plainShapeOf(it)
  const asked = pipe.slice(1).map(({ type, requirement }) => [type, requirement].join(' ').trim())
  return { is: shapeOf(pipe[0] as object), asked }
}

function plainShapeOf(schema: Schema): unknown {
  const { type, entries, item, key, value, wrapped, literal, options } = schema
  switch (type) {
    case 'string':
    case 'number':
    case 'boolean':
      return type
    case 'literal':
      return JSON.stringify(literal)
    case 'picklist':
      return options?.map((option) => JSON.stringify(option)).join(' | ')
    case 'object':
      return entriesOf(entries)
    case 'loose_object':
      return { ...entriesOf(entries), '…': 'anything' }
    case 'array':
      return [shapeOf(item as Schema)]
    case 'record':
      return { record: [shapeOf(key as Schema), shapeOf(value as Schema)] }
    case 'nullable':
    case 'optional':
      return { [type]: shapeOf(wrapped as Schema) }
    case 'variant':
      return { [`by ${key}`]: options?.map((option) => shapeOf(option as Schema)) }
    default:
      throw new Error(`Say in this file how a schema of the type "${type}" is compared`)
  }
}

function entriesOf(entries: Schema['entries'] = {}) {
  return Object.fromEntries(Object.entries(entries).map(([name, it]) => [name, shapeOf(it)]))
}
