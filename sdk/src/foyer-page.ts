/** `foyer-page.js`: one file to copy, for pages that have no bundler. */
export * from './index.ts'
export { type SignedIn, type SignInOptions, type SignInStep, signIn } from './sign-in/index.ts'
