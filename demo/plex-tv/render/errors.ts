import { toXml, type Value } from './xml.ts'

export interface PlexError {
  /** The HTTP status. */
  status: number
  code: number
  message: string
  /** Whether the error object says its status too: all do but 1020. docs/PLEX-API.md §2.2 */
  silent?: boolean
}

const error = (status: number, code: number, message: string): PlexError => ({
  status,
  code,
  message,
})

/** docs/PLEX-API.md §5.6 */
export const ERRORS = {
  noIdentifier: error(400, 1000, 'X-Plex-Client-Identifier is missing'),
  unauthorised: error(401, 1001, 'User could not be authenticated'),
  notFound: error(404, 1002, 'The requested resource or endpoint could not be found'),
  tooMany: error(429, 1003, 'API rate limit exceeded'),
  badParameter: error(400, 1004, 'A parameter is missing or invalid'),
  method: error(405, 1005, 'Method not allowed'),
  format: error(406, 1006, 'Not acceptable'),
  internal: error(500, 1007, 'Internal server error'),
  unprocessable: error(422, 1008, 'Unprocessable'),
  managed: error(403, 1009, 'Managed users are not allowed to do this'),
  code: { ...error(404, 1020, 'Code not found or expired'), silent: true },
  codeGone: { ...error(410, 1020, 'Code not found or expired'), silent: true },
  homePin: error(403, 1041, 'A valid PIN is required to perform this action'),
  notOfHome: error(403, 1043, 'This is not for this user'),
  // The numbers of the JWT errors are unknown; their texts and statuses are not.
  // docs/PLEX-API.md §6.5
  jwtExpired: error(498, 1069, 'Token has expired'),
  jwtSignature: error(422, 1008, 'Signature Verification Failed'),
  jwtTaken: error(422, 1011, 'Thumbprint Already Taken'),
  jwtIssuer: error(422, 1097, 'The issuer is not the device'),
} as const satisfies Record<string, PlexError>

export const envelope = ({ status, code, message, silent }: PlexError): { errors: Value[] } => ({
  errors: [silent ? { code, message } : { code, message, status }],
})

/** Nobody has shown the XML form of an error; this one is a guess. docs/PLEX-API.md §5.6 */
export const errorXml = (problem: PlexError): string => {
  const [first] = envelope(problem).errors
  return toXml('errors', { error: first ?? null })
}
