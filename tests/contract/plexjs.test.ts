import { PlexAPI } from '@lukehagar/plexjs'
import {
  GetPinBadRequest,
  GetTokenByPinIdResponseBody,
} from '@lukehagar/plexjs/sdk/models/errors/index.js'
import { ResponseValidationError } from '@lukehagar/plexjs/sdk/models/errors/responsevalidationerror.js'
import { SDKError } from '@lukehagar/plexjs/sdk/models/errors/sdkerror.js'
import { describe, expect, it } from 'vitest'
import { type Demo, demo } from './plex.ts'

// The last published version with the PIN operations. docs/PLEX-API.md §7
const ids = {
  clientID: 'plexjs-client',
  clientName: 'plexjs',
  deviceNickname: 'Contract',
  clientVersion: '1.0',
  platform: 'Node',
}

function sdk(d: Demo) {
  const { plex } = new PlexAPI({})
  // The server given to the constructor is not used for PINs; the one of the call is.
  const at = { serverURL: `${d.plex.url}/api/v2` }
  return {
    getPin: (strong: boolean, who: Partial<typeof ids> = ids) =>
      plex.getPin({ strong, ...ids, ...who }, at),
    getToken: (pinID: number, clientID = ids.clientID) => {
      d.advance(1000)
      return plex.getTokenByPinId({ pinID, ...ids, clientID }, at)
    },
  }
}

describe('@lukehagar/plexjs 0.39.0 as it is', () => {
  it.each([
    [true, 25, 1800],
    [false, 4, 900],
  ])('makes a PIN (strong %s)', async (strong, length, expiresIn) => {
    const d = await demo()
    const { authPinContainer: pin } = await sdk(d).getPin(strong)
    expect(pin).toMatchObject({
      product: 'plexjs',
      clientIdentifier: ids.clientID,
      expiresIn,
      authToken: null,
      location: { city: 'Springfield', timeZone: 'America/Chicago' },
    })
    expect(pin?.code).toHaveLength(length)
    expect(pin?.expiresAt).toEqual(new Date(d.now() + expiresIn * 1000))
    expect(d.plex.log[0]).toMatchObject({ path: '/api/v2/pins', query: `strong=${strong}` })
  })

  it('sees null, then the token', async () => {
    const d = await demo()
    const { getPin, getToken } = sdk(d)
    const { authPinContainer: pin } = await getPin(true)
    const id = pin?.id ?? 0
    expect((await getToken(id)).authPinContainer?.authToken).toBeNull()
    d.plex.approve(pin?.code ?? '')
    const { authPinContainer: claimed } = await getToken(id)
    expect(d.plex.tokenIsAlive(claimed?.authToken ?? '')).toBe(true)
    expect(claimed?.newRegistration).toBe(false)
  })

  it('takes 404/1020 without a status for what it is', async () => {
    const d = await demo()
    const { getPin, getToken } = sdk(d)
    const { authPinContainer: pin } = await getPin(true)
    for (const ask of [getToken(1), getToken(pin?.id ?? 0, 'somebody-else')]) {
      const error = await ask.catch((e: unknown) => e)
      expect(error).toBeInstanceOf(GetTokenByPinIdResponseBody)
      expect((error as GetTokenByPinIdResponseBody).errors).toEqual([
        { code: 1020, message: 'Code not found or expired' },
      ])
    }
  })

  it('takes 400/1000 with its status', async () => {
    const d = await demo()
    const error = await sdk(d)
      .getPin(true, { clientID: '' })
      .catch((e: unknown) => e)
    expect(error).toBeInstanceOf(GetPinBadRequest)
    expect((error as GetPinBadRequest).errors).toEqual([
      { code: 1000, message: 'X-Plex-Client-Identifier is missing', status: 400 },
    ])
  })

  it('has no own error for 429', async () => {
    const d = await demo()
    d.plex.faults.set({ kind: 'too-many', route: 'GET /api/v2/pins/{id}' })
    const error = await sdk(d)
      .getToken(1)
      .catch((e: unknown) => e)
    expect(error).toBeInstanceOf(SDKError)
    expect((error as SDKError).statusCode).toBe(429)
  })

  it.each(['country-only', 'missing-keys'] as const)(
    'can not read a real answer whose location is %s',
    async (preset) => {
      const d = await demo()
      d.plex.faults.set({ kind: 'location', preset })
      const error = await sdk(d)
        .getPin(true)
        .catch((e: unknown) => e)
      expect(error).toBeInstanceOf(ResponseValidationError)
      const { rawValue } = error as { rawValue: { AuthPinContainer: { id: number } } }
      expect(String(rawValue.AuthPinContainer.id)).toBe(d.plex.pins()[0]?.id)
    },
  )
})
