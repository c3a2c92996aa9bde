export type LocationPreset = 'full' | 'country-only' | 'missing-keys'

export type Location = Record<string, string | boolean | null>

const COUNTRY = {
  code: 'US',
  european_union_member: false,
  continent_code: 'NA',
  country: 'United States',
}

const PRIVACY = { in_privacy_restricted_country: false, in_privacy_restricted_region: false }

/**
 * What plex.tv knows of the caller's address; three shapes that were all seen.
 * docs/PLEX-API.md §1.5
 */
export const LOCATIONS: Readonly<Record<LocationPreset, Location>> = {
  full: {
    ...COUNTRY,
    city: 'Springfield',
    time_zone: 'America/Chicago',
    postal_code: '62701',
    ...PRIVACY,
    subdivisions: 'Illinois',
    coordinates: '39.7817, -89.6501',
  },
  'country-only': {
    ...COUNTRY,
    city: null,
    time_zone: null,
    postal_code: null,
    ...PRIVACY,
    subdivisions: null,
    coordinates: null,
  },
  'missing-keys': {
    ...COUNTRY,
    time_zone: 'America/Chicago',
    in_privacy_restricted_country: false,
  },
}
