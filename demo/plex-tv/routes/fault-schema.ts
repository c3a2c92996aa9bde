import * as v from 'valibot'

const common = {
  route: v.optional(v.string()),
  times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  when: v.optional(v.picklist(['before', 'after'])),
}

const plain = (
  [
    'not-json',
    'truncated',
    'held',
    'dropped',
    'duplicate-claim',
    'expired-null',
    'expired-gone',
    'claimed-vanishes',
    'seen-once',
    'cors-off',
    'cors-on-errors',
    'managed-allowed',
    'home-pin-optional',
    'xml-only',
  ] as const
).map((kind) => v.object({ ...common, kind: v.literal(kind) }))

const milliseconds = v.pipe(v.number(), v.finite())

/** A `FaultRule` as it comes over HTTP. */
export const faultRule = v.variant('kind', [
  ...plain,
  v.object({
    ...common,
    kind: v.literal('status'),
    // 204 and 304 have no body to go wrong, and 1xx is no answer.
    status: v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599)),
    code: v.optional(v.number()),
    message: v.optional(v.string()),
    body: v.optional(v.picklist(['json', 'html', 'none'])),
  }),
  v.object({
    ...common,
    kind: v.literal('too-many'),
    retryAfter: v.optional(v.union([v.number(), v.string()])),
  }),
  v.object({ ...common, kind: v.literal('slow'), delayMs: v.pipe(milliseconds, v.minValue(0)) }),
  v.object({ ...common, kind: v.literal('clock-skew'), skewMs: milliseconds }),
  v.object({
    ...common,
    kind: v.literal('location'),
    preset: v.picklist(['full', 'country-only', 'missing-keys']),
  }),
  v.object({
    ...common,
    kind: v.literal('pin-info'),
    members: v.record(v.string(), v.nullable(v.union([v.string(), v.number(), v.boolean()]))),
  }),
  v.object({ ...common, kind: v.literal('ids'), as: v.picklist(['string', '64-bit']) }),
])
