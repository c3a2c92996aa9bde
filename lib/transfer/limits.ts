/** Of a settings file, in bytes: some twenty thousand sites. */
export const LARGEST_FILE = 2_000_000
