const button = document.querySelector('plex-sign-in')
const outcome = document.getElementById('outcome')

button.addEventListener('signin', ({ detail: { user, via } }) => {
  const where = via === 'foyer' ? 'Foyer' : 'Plex’s own window'
  outcome.textContent = `Hello, ${user?.title ?? 'you'}. You came by ${where}.`
})

button.addEventListener('signinerror', () => {
  outcome.textContent = ''
})
