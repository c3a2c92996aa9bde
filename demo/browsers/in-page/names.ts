/** Out of sight or out of the accessibility tree. */
export function isHidden(element: Element): boolean {
  if (element.closest('[aria-hidden="true"], [inert]')) return true
  // What has no box of its own, as a slot, is seen where its parent is.
  if (getComputedStyle(element).display === 'contents' && element.parentElement) {
    return isHidden(element.parentElement)
  }
  return !element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })
}

/** The words a person hears for what an element holds. */
export function wordsOf(element: Element): string {
  let words = ''
  for (const child of element.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) words += child.nodeValue
    if (!(child instanceof Element) || isHidden(child)) continue
    if (/^(input|select|textarea|script|style)$/.test(child.localName)) continue
    const inline = getComputedStyle(child).display.startsWith('inline')
    const own = child.getAttribute('aria-label') ?? child.getAttribute('alt') ?? wordsOf(child)
    words += inline ? own : ` ${own} `
  }
  return words.replace(/\s+/g, ' ').trim()
}

/** The accessible name. An element that nobody named is known by its words. */
export function nameOf(element: Element): string {
  const tidy = (words: string | null | undefined) => (words ?? '').replace(/\s+/g, ' ').trim()
  const labelled = (element.getAttribute('aria-labelledby') ?? '')
    .split(/\s+/)
    .map((id) => document.getElementById(id))
    .map((label) => tidy(label && (isHidden(label) ? label.textContent : wordsOf(label))))
    .join(' ')
  if (tidy(labelled)) return tidy(labelled)
  const label = tidy(element.getAttribute('aria-label'))
  if (label) return label

  const control = element as HTMLInputElement
  const byLabels = [...(control.labels ?? [])].map((it) => wordsOf(it)).join(' ')
  if (tidy(byLabels)) return tidy(byLabels)
  const naming: Record<string, string> = { fieldset: 'legend', table: 'caption', svg: 'title' }
  const part = naming[element.localName]
  const named = tidy(part && element.querySelector(`:scope > ${part}`)?.textContent)
  if (named) return named
  if (element.localName === 'img') return tidy(element.getAttribute('alt') ?? control.title)
  const isField = /^(input|select|textarea)$/.test(element.localName)
  const isButton = /^(button|submit|reset)$/.test(control.type)
  const words = isField ? tidy(isButton ? control.value : '') : wordsOf(element)
  return words || tidy(element.getAttribute('title') ?? element.getAttribute('placeholder'))
}
