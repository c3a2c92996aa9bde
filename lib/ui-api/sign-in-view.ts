import type { Offer } from '../sign-ins/offers.ts'
import type { LiveSignIn } from '../sign-ins/sign-in.ts'
import { cleanedName } from './cleaned.ts'
import type { OfferView, SignInView } from './protocol.ts'

/** Names that somebody else chose come on one short line, without what could pass for ours. */
export function offerView({ id, verdict, goesTo, isTyped }: Offer): OfferView {
  const what = { id, goesTo, isTyped }
  if (!verdict) return { ...what, verdict: null }
  const { info } = verdict
  const [product, source] = [cleanedName(info?.product ?? ''), cleanedName(info?.source ?? '')]
  if (verdict.offer === 'plex') {
    const { offer, why } = verdict
    return { ...what, verdict: { offer, why, product, source } }
  }
  const { offer, isForeign, saysPlex } = verdict
  return { ...what, verdict: { offer, isForeign, saysPlex, product, source } }
}

export function signInView(signIn: LiveSignIn): SignInView {
  const { id, accountId, product, wentTo, since, state, isSure, device } = signIn
  const what = { id, accountId, product: cleanedName(product), wentTo, since, isSure }
  const isUnderWay = state !== 'done' && state !== 'unsure'
  const known = device && { name: cleanedName(device.name), platform: cleanedName(device.platform) }
  return { ...what, isUnderWay, device: known }
}
