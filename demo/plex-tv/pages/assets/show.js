/** Shows one state of the page and moves the focus to its heading. */
export function show(state) {
  for (const section of document.querySelectorAll('[data-state]')) {
    section.hidden = section.dataset.state !== state
  }
  const heading = document.querySelector(`[data-state="${state}"] h1`)
  heading?.focus({ preventScroll: true })
}

export const slot = (name) => document.querySelector(`[data-slot="${name}"]`)

export async function post(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path}: ${response.status}`)
  return response.json()
}
