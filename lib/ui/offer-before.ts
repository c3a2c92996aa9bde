import type { OfferView } from '../ui-api/protocol.ts'

/**
 * Which offer stands before the person: what they typed, else the one that they look at already, else the
 * first. What comes in meanwhile never takes its place under their hand.
 *
 * @param shownId the one that stood there until now; null: none
 * @returns null where there is none, or where a code is being typed
 */
export function offerBefore(
  offers: readonly OfferView[],
  shownId: string | null,
  isTyping: boolean,
): OfferView | null {
  const typed = offers.find(({ isTyped }) => isTyped)
  if (typed || isTyping) return typed ?? null
  return offers.find(({ id }) => id === shownId) ?? offers[0] ?? null
}
