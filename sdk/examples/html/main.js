// foyer-page.js is a copy of sdk/dist/foyer-page.js.
import { connect, signIn } from './foyer-page.js'

const button = document.querySelector('button')
const status = document.querySelector('p')
const link = document.querySelector('a')

// So that it is known at the click whether Plex's window is needed.
void connect()

button.addEventListener('click', async () => {
  button.disabled = true
  try {
    const { user, via } = await signIn({
      product: 'Plain page',
      reason: 'To greet you.',
      onStep(step) {
        status.textContent = step.via === 'foyer' ? 'Foyer asks you.' : 'Plex asks you.'
        link.hidden = step.via === 'foyer'
        if (step.via === 'plex') link.href = step.url
      },
    })
    status.textContent = `Hello, ${user?.title ?? 'you'}, by ${via}.`
  } catch (error) {
    status.textContent = error.message
  } finally {
    button.disabled = false
    link.hidden = true
  }
})
