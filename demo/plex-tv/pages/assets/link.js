import { post, show } from './show.js'

const form = document.querySelector('form')
const code = form.elements.namedItem('code')
const problem = document.querySelector('#problem')

function complain(text) {
  problem.textContent = text
  problem.hidden = text === ''
  code.setAttribute('aria-invalid', String(text !== ''))
}

// Only short codes fit: a 25-character one is for the other page. docs/PLEX-API.md §3.2
const fits = () => /^[A-Z0-9]{4}$/.test(code.value)

const prefilled = new URLSearchParams(location.search).get('pin')
if (prefilled) {
  code.value = prefilled.toUpperCase()
  if (!fits()) complain('That is not a code for this page: it has 4 letters or digits.')
}

code.addEventListener('input', () => {
  const { selectionStart } = code
  code.value = code.value.toUpperCase()
  code.setSelectionRange(selectionStart, selectionStart)
  complain('')
})

async function link() {
  code.value = code.value.trim().toUpperCase()
  if (!fits()) return complain('A code has 4 letters or digits.')
  const account = Number(new FormData(form).get('account'))
  const { approved } = await post('/demo/link', { code: code.value, account })
  return approved ? show('done') : complain('That code is wrong or has run out.')
}

form.addEventListener('submit', (event) => {
  event.preventDefault()
  link().catch(() => complain('plex.tv did not answer. Try again.'))
})
