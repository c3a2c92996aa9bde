/** The background's word to a bridge that may have lost its port. */
export const WAKE = 'foyer:wake'
