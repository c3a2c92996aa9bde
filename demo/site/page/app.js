import { connect } from './foyer.js'

const element = (id) => document.getElementById(id)
const status = element('status')

const NOT_HERE =
  'Foyer is not here. Install it, open this page, click its button on the toolbar and press “Allow this site”.'
const NO_ANSWER_MS = 500

const absent = setTimeout(() => {
  status.textContent = NOT_HERE
}, NO_ANSWER_MS)

const call = connect((state) => {
  clearTimeout(absent)
  show(state)
})

function show({ linked, grant }) {
  element('sign-in').hidden = grant !== null
  element('sign-out').hidden = grant === null
  element('proof').hidden = grant === null
  if (grant) status.textContent = 'You are signed in.'
  else if (linked) status.textContent = 'Foyer is here. One click signs you in.'
  else status.textContent = 'Foyer is here, but not signed in to Plex yet.'
  if (grant) void prove()
}

async function prove() {
  const { token, clientIdentifier, product } = await call('token.get')
  element('token').textContent = `${token.slice(0, 4)}${'•'.repeat(token.length - 4)}`
  const response = await fetch('https://plex.tv/api/v2/user', {
    headers: {
      Accept: 'application/json',
      'X-Plex-Token': token,
      'X-Plex-Client-Identifier': clientIdentifier,
      'X-Plex-Product': product,
    },
  })
  const { title } = await response.json()
  element('name').textContent = title
  element('who').textContent = title
}

element('sign-in').addEventListener('click', async () => {
  status.textContent = 'Foyer asks you now. Look at its button on the toolbar.'
  try {
    await call('access.request', {
      scopes: ['token'],
      reason: 'To count what you watched this year.',
    })
  } catch (error) {
    status.textContent = error.message
  }
})

element('sign-out').addEventListener('click', async () => {
  await call('access.release')
  for (const id of ['who', 'name', 'token']) element(id).textContent = ''
})
