export type { SignedIn } from '../sign-in/options.ts'
export { definePlexSignIn } from './define.ts'
export type { PlexSignInElement } from './element.ts'
export type { Words } from './words.ts'
