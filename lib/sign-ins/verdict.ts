import type { PinAddress } from '../plex/pin-address.ts'
import type { PinInfo } from '../plex/pins-info.ts'
import { saysPlex } from './says-plex.ts'

/** Why a PIN can't be approved here, but only at Plex's own page. */
export type WhyNot =
  | 'unknown_code'
  | 'no_answer'
  | 'no_network'
  | 'slow_down'
  | 'other_network'
  | 'no_product'
  | 'odd_forward'

/** What is offered for somebody else's PIN, by what Plex tells of it. */
export type Verdict =
  | {
      readonly offer: 'approve'
      readonly info: PinInfo
      /** Plex's own note: whoever asks is not hosted by Plex. */
      readonly isForeign: boolean
      /** Whoever asks has a name that may pass for Plex. */
      readonly saysPlex: boolean
    }
  | { readonly offer: 'plex'; readonly why: WhyNot; readonly info: PinInfo | null }

/**
 * Everything that is not known to be well is left to Plex's own page. docs/PLEX-API.md §3.1
 *
 * @param info what Plex told, or null where it told nothing that can be used
 * @param failure the kind of the PlexError that came in its place
 */
export function judge(
  info: PinInfo | null,
  failure: string | null,
  { isForwardOdd }: Pick<PinAddress, 'isForwardOdd'>,
): Verdict {
  if (info === null || info.ipMatches === null) return { offer: 'plex', why: whyOf(failure), info }
  // The first of all: somebody elsewhere made it, which is how accounts are stolen.
  if (!info.ipMatches) return { offer: 'plex', why: 'other_network', info }
  if (isNameless(info)) return { offer: 'plex', why: 'no_product', info }
  if (isForwardOdd) return { offer: 'plex', why: 'odd_forward', info }
  const isForeign = !info.isSafeOrigin
  return { offer: 'approve', info, isForeign, saysPlex: saysPlex(info.product) }
}

/** Plex writes "0" where whoever asks did not say. docs/PLEX-API.md §1.2 */
function isNameless({ product }: PinInfo): boolean {
  return product === '0' || !/[\p{L}\p{N}]/u.test(product)
}

function whyOf(failure: string | null): WhyNot {
  if (failure === 'not_found') return 'unknown_code'
  if (failure === 'network') return 'no_network'
  return failure === 'rate_limited' ? 'slow_down' : 'no_answer'
}
