// The source text of a number is given to a reviver by V8 since Chrome 114 and by Firefox since 135.
// https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/JSON/parse
type Reviver = (key: string, value: unknown, context?: { source?: string }) => unknown
const parse = JSON.parse as (text: string, reviver: Reviver) => unknown

/**
 * Parses JSON without losing digits: an integer beyond 2^53 comes back as its
 * own text, so that an id stays the id.
 *
 * @throws SyntaxError where the text is not JSON
 */
export function parseJson(text: string): unknown {
  return parse(text, (_key, value, context) =>
    typeof value === 'number' &&
    !Number.isSafeInteger(value) &&
    /^-?\d+$/.test(context?.source ?? '')
      ? context?.source
      : value,
  )
}
