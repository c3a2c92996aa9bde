import { connect, signIn } from './foyer-page.js'
import { askPlex, masked } from './plex.js'

const WORDS = {
  notHere:
    'Foyer is not here. Plex’s own window signs you in. If you have Foyer, click its button on the toolbar and press “Allow this site”.',
  lookingAway: 'This page looks away from Foyer. Plex’s own window signs you in.',
  ready: 'Foyer is here. One click signs you in.',
  notLinked: 'Foyer is here, but not signed in to Plex yet.',
  askingFoyer: 'Foyer asks you now. Look at its button on the toolbar.',
  askingPlex: 'Allow it in Plex’s window.',
  blocked: 'Your browser blocked Plex’s window. Open it yourself:',
  signedIn: 'You are signed in.',
  signedOut: 'You are signed out.',
}

const element = (id) => document.getElementById(id)
const say = (words) => {
  element('status').textContent = words
}

const withoutFoyer = new URLSearchParams(location.search).has('without-foyer')
if (withoutFoyer) {
  element('other').textContent = 'See it with Foyer'
  element('other').href = '/'
}

/** What the page has: `{ via, token, clientIdentifier, product }`. */
let signedIn = null
let foyer = null
let cancelled = new AbortController()

function show() {
  const isWaiting = !element('cancel').hidden
  element('sign-in').hidden = signedIn !== null || isWaiting
  element('sign-out').hidden = signedIn === null
  element('proof').hidden = signedIn === null
  for (const id of signedIn ? [] : ['who', 'name', 'token', 'via']) element(id).textContent = ''
}

function showWaiting(step) {
  element('cancel').hidden = !step
  element('plex').hidden = step?.via !== 'plex'
  if (step?.via === 'plex') element('plex').href = step.url
  show()
}

async function keep(result) {
  signedIn = result
  say(WORDS.signedIn)
  element('token').textContent = masked(result.token)
  element('via').textContent = result.via === 'foyer' ? 'Foyer' : 'Plex’s own window'
  show()
  const { title } = await askPlex('user', result)
  element('name').textContent = title
  element('who').textContent = title
}

async function hear({ linked, grant }) {
  if (grant?.scopes.includes('token')) return keep({ via: 'foyer', ...(await foyer.getToken()) })
  if (signedIn?.via !== 'plex') {
    signedIn = null
    say(linked ? WORDS.ready : WORDS.notLinked)
  }
  show()
}

element('sign-in').addEventListener('click', async () => {
  cancelled = new AbortController()
  const { signal } = cancelled
  try {
    const result = await signIn({
      product: 'Reel Notes',
      scopes: ['token'],
      reason: 'To count what you watched this year.',
      ...(withoutFoyer ? { via: 'plex' } : {}),
      signal,
      onStep(step) {
        showWaiting(step)
        if (step.via === 'foyer') say(WORDS.askingFoyer)
        else say(step.isBlocked ? WORDS.blocked : WORDS.askingPlex)
      },
    })
    // What comes from Foyer, Foyer has told already.
    if (result.via === 'plex') await keep(result)
  } catch (error) {
    say(signal.aborted ? 'Cancelled.' : error.message)
  } finally {
    showWaiting(null)
  }
})

element('cancel').addEventListener('click', () => cancelled.abort())

element('sign-out').addEventListener('click', async () => {
  const { via } = signedIn
  if (via === 'foyer') await foyer.release()
  else await askPlex('users/signout', signedIn, 'DELETE')
  signedIn = null
  if (via === 'plex') say(WORDS.signedOut)
  show()
})

if (withoutFoyer) say(WORDS.lookingAway)
else if (!(await connect())) say(WORDS.notHere)
show()

if (!withoutFoyer) {
  // It comes by itself when the person allows this site while the page is open.
  foyer = await connect({ timeout: Number.POSITIVE_INFINITY })
  foyer.addEventListener('change', ({ detail }) => void hear(detail))
  await hear(foyer.state)
}
