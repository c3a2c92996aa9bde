import { definePlexSignIn } from './button/define.ts'

/** `foyer-page.global.js`: a script tag is a page's word that it wants all of it. */
export * from './foyer-page.ts'

definePlexSignIn()
