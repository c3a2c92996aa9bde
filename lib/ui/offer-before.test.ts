import { describe, expect, test } from 'vitest'
import { offerBefore } from './offer-before.ts'

const offer = (id: string, isTyped = false) => ({ id, goesTo: null, isTyped, verdict: null })
const [one, other, typed] = [offer('one'), offer('other'), offer('typed', true)]

describe('the offer before the person', () => {
  test.each([
    ['is none where none is there', [], null, false, null],
    ['is the first', [one, other], null, false, one],
    ['stays, whatever comes before it meanwhile', [other, one], 'one', false, one],
    ['is the next one once it is gone', [other], 'one', false, other],
    ['is what was typed, before all else', [typed, one], 'one', true, typed],
    ['is none while a code is being typed', [one, other], 'one', true, null],
  ])('%s', (_what, offers, shownId, isTyping, before) => {
    expect(offerBefore(offers, shownId, isTyping)).toBe(before)
  })
})
