import { describe, expect, test } from 'vitest'
import { settle } from '../test-support/clock.ts'
import { FRONT } from '../test-support/plex-tabs.ts'
import { BACK, livesAt, pageOf, SEERR } from '../test-support/sign-in-world.ts'
import { uiWorld } from '../test-support/ui-world.ts'

const LOOK = { offers: { tabId: FRONT, code: null } }

async function atPlex(who = SEERR) {
  const world = uiWorld()
  const ann = await world.signIn()
  const code = world.plex.makePin(who)
  world.tabs.set(FRONT, pageOf(code, who, BACK))
  const popup = world.open()
  await popup.look(LOOK)
  await settle()
  const shown = async () => (await popup.look(LOOK)).offers
  return { ...world, ann, code, popup, shown }
}

describe('somebody else’s PIN, in our own pages', () => {
  test('is shown where it is looked for, and never its code', async () => {
    const { popup, code, open, shown } = await atPlex()
    expect(await shown()).toEqual([
      {
        ...{ id: expect.any(String), goesTo: new URL(BACK).origin, isTyped: false },
        verdict: {
          ...{ offer: 'approve', isForeign: false, saysPlex: false },
          ...{ product: 'Seerr', source: '192.0.2.1 (Springfield)' },
        },
      },
    ])
    expect(JSON.stringify(popup.states())).not.toContain(code)
    expect((await open('foyer-ui:options').look({})).offers).toEqual([])
  })

  test('has a name on one line, without what could pass for ours', async () => {
    const { shown } = await atPlex({ ...SEERR, product: 'Seerr\u202e\n\u200bAllow' })
    expect((await shown())[0]?.verdict?.product).toBe('Seerr Allow')
  })

  test('is approved, listed and revoked', async () => {
    const { popup, ann, shown, plex, endAtPlex, router } = await atPlex()
    const id = (await shown())[0]?.id ?? ''
    expect(await popup.call('pin.approve', { id, accountId: ann })).toMatchObject({ failure: null })
    await settle()
    router.changed()
    const { signIns, offers } = await popup.look(LOOK)
    expect([signIns, offers]).toMatchObject([
      [{ product: 'Seerr', accountId: ann, isUnderWay: false, isSure: true, device: { name: '' } }],
      [],
    ])
    await popup.call('signIn.revoke', { id: signIns[0]?.id ?? '' })
    await endAtPlex()
    router.changed()
    expect([(await popup.look()).signIns, livesAt(plex)]).toEqual([[], 0])
  })

  test('can’t be approved by an id that nobody was shown', async () => {
    const { popup, ann, plex } = await atPlex()
    const done = await popup.call('pin.approve', { id: 'made up', accountId: ann })
    expect([done, plex.count('linkPin')]).toMatchObject([{ failure: 'pin_gone' }, 0])
  })

  test('is put off, asked about again, and left to Plex', async () => {
    const { popup, shown, plex, tabs, session } = await atPlex()
    const id = (await shown())[0]?.id ?? ''
    await popup.call('pin.askAgain', { id })
    expect(plex.count('getPinInfo')).toBe(2)
    tabs.set(FRONT, 'https://seerr.example/')
    await popup.call('pin.putOff', { id })
    await popup.call('pin.atPlex', { id })
    expect(Object.values((await session.get(null))['answered-pins'] as object)).toEqual(['not_now'])
  })

  test('that was put off goes from an open popup with its page', async () => {
    const { popup, shown, tabs, tabsChanged } = await atPlex()
    await popup.call('pin.putOff', { id: (await shown())[0]?.id ?? '' })
    await tabsChanged()
    expect(await shown()).toHaveLength(1)
    tabs.set(FRONT, 'https://app.plex.tv/desktop')
    await tabsChanged()
    await settle()
    expect(popup.states().at(-1)).toMatchObject({ offers: [] })
  })

  test('that we may look for, the person has said once', async () => {
    const { popup, hosts } = await atPlex()
    hosts.add('https://app.plex.tv')
    await popup.call('plexPages.asked')
    await popup.call('plexPages.stop')
    const { popup: other } = await atPlex()
    expect((await other.look()).plexPages).toEqual({ isAllowed: false, isAsked: false })
    expect([...hosts]).toEqual([])
  })
})
