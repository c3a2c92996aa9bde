import type { Account } from '../state/accounts.ts'
import type { Value } from './xml.ts'

const FEATURES = ['companions_sonos', 'home', 'rate-limit-client-token', 'sync', 'webhooks']

const profile = (): { [key: string]: Value } => ({
  autoSelectAudio: true,
  defaultAudioLanguage: null,
  defaultSubtitleLanguage: null,
  autoSelectSubtitle: 0,
  defaultSubtitleAccessibility: 0,
  defaultSubtitleForced: 0,
})

/** The user object, in the field order of a real answer. docs/PLEX-API.md §5.1 */
export function userObject(
  account: Account,
  token: string,
  { now, homeSize }: { now: number; homeSize: number },
): { [key: string]: Value } {
  const admin = !account.restricted
  return {
    id: account.id,
    uuid: account.uuid,
    username: account.username,
    title: account.title,
    email: account.email,
    friendlyName: account.title,
    locale: null,
    confirmed: admin,
    joinedAt: account.joinedAt,
    emailOnlyAuth: false,
    hasPassword: admin,
    protected: account.homePin !== null,
    thumb: `https://plex.tv/users/${account.uuid}/avatar?c=${account.joinedAt}`,
    // The answer echoes the caller's token: never log its body.
    authToken: token,
    mailingListStatus: 'unsubscribed',
    mailingListActive: false,
    scrobbleTypes: '',
    country: 'US',
    subscription: {
      active: admin,
      subscribedAt: null,
      status: admin ? 'Active' : 'Inactive',
      paymentService: null,
      plan: admin ? 'lifetime' : null,
      features: admin ? [...FEATURES] : [],
    },
    subscriptionDescription: admin ? 'Lifetime Plex Pass' : null,
    restricted: account.restricted,
    anonymous: false,
    home: account.home !== null,
    guest: false,
    homeSize,
    homeAdmin: account.homeAdmin,
    maxHomeSize: 15,
    rememberExpiresAt: Math.floor(now / 1000) + 14 * 86_400,
    profile: profile(),
    entitlements: [],
    roles: admin ? ['plexpass'] : [],
    services: [],
    adsConsent: null,
    adsConsentSetAt: null,
    adsConsentReminderAt: null,
    experimentalFeatures: false,
    twoFactorEnabled: false,
    backupCodesCreated: false,
    attributionPartner: null,
  }
}

/** A member in the list of a Plex Home. docs/PLEX-API.md §5.4 */
export const homeMember = (account: Account): { [key: string]: Value } => ({
  id: account.id,
  uuid: account.uuid,
  title: account.title,
  username: account.username || null,
  email: account.email || null,
  friendlyName: account.title,
  thumb: `https://plex.tv/users/${account.uuid}/avatar?c=${account.joinedAt}`,
  hasPassword: !account.restricted,
  restricted: account.restricted,
  updatedAt: account.joinedAt,
  restrictionProfile: null,
  admin: account.homeAdmin,
  guest: false,
  protected: account.homePin !== null,
})
