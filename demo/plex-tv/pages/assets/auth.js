import { post, show, slot } from './show.js'

// `#?`, `#!?` and `/#!?` are all in use. docs/PLEX-API.md §3.1
const readAsk = () => new URLSearchParams(location.hash.replace(/^#!?\/?\??/, ''))

const form = document.querySelector('form')
let ask = readAsk()

async function about() {
  const query = new URLSearchParams({
    code: ask.get('code') ?? '',
    'X-Plex-Product': 'Plex Web',
    'X-Plex-Client-Identifier': ask.get('clientID') ?? '',
    forwardUrl: ask.get('forwardUrl') ?? '',
  })
  const response = await fetch(`/api/v2/pins/info?${query}`, {
    headers: { Accept: 'application/json' },
  })
  return response.ok ? response.json() : null
}

function refuse(why) {
  slot('why').textContent = why
  show('failed')
}

async function start() {
  show('loading')
  ask = readAsk()
  const info = await about().catch(() => null)
  if (!info) return refuse('This sign-in is unknown or has run out. Start again in your app.')
  if (info.forward === 'scheme') return location.replace('/')
  if (info.forward === 'foreign') return refuse('It would go on to another site than it came from.')
  const product = ask.get('context[device][product]') ?? ''
  if (!product || info.product === '0') return refuse('The app did not say its name.')
  if (info.claimed) return show('done')
  slot('product').textContent = product
  slot('initial').textContent = product.charAt(0).toUpperCase()
  slot('device').textContent = ask.get('context[device][deviceName]') || info.device || 'Unknown'
  slot('source').textContent = info.source
  slot('unsafe').hidden = info.isSafeOrigin || !info.ipMatches
  slot('alert').hidden = info.ipMatches
  document.title = `Sign in to ${product}? · Demo plex.tv`
  return show('asking')
}

async function allow() {
  const account = Number(new FormData(form).get('account'))
  const { approved } = await post('/demo/approve', { code: ask.get('code'), account })
  if (!approved) return refuse('This sign-in has run out. Start again in your app.')
  // Followed only when the PIN was really authorised. docs/PLEX-API.md §3.1
  const forwardUrl = ask.get('forwardUrl')
  return forwardUrl ? location.assign(forwardUrl) : show('done')
}

form.addEventListener('submit', (event) => {
  event.preventDefault()
  allow().catch(() => refuse('plex.tv did not answer. Try again.'))
})

document.querySelector('[data-action="decline"]').addEventListener('click', () => {
  post('/demo/decline', { code: ask.get('code') }).finally(() => show('declined'))
})

addEventListener('hashchange', start)
start()
