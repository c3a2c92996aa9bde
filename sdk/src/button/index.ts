export type { SignedIn } from '../sign-in/options.ts'
export { definePlexSignIn, type PlexSignInElement } from './define.ts'
export type { Words } from './words.ts'
