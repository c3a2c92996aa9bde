import { CSS } from './style.ts'

/** What is inside the element, each with its name for `::part()`. */
export function createParts(host: HTMLElement) {
  const root = host.attachShadow({ mode: 'open', delegatesFocus: true })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(CSS)
  root.adoptedStyleSheets = [sheet]

  function add<T extends keyof HTMLElementTagNameMap>(tag: T, part: string, to: ParentNode = root) {
    const element = document.createElement(tag)
    element.part.add(part)
    to.append(element)
    return element
  }

  const button = add('button', 'button')
  const label = document.createElement('span')
  const slot = document.createElement('slot')
  button.append(label, slot)
  // A slot's own words give way to anything, even to the line break of a tag that was closed on the
  // next line; the label's give way to words and pictures.
  slot.onslotchange = () => {
    label.hidden = Boolean(host.childElementCount || host.textContent?.trim())
  }
  const hint = add('p', 'hint')
  hint.id = 'hint'
  button.setAttribute('aria-describedby', hint.id)
  const status = add('p', 'status')
  status.role = 'status'
  const more = add('div', 'more')
  const link = add('a', 'link', more)
  link.target = '_blank'
  link.rel = 'noopener noreferrer'
  const cancel = add('button', 'cancel', more)
  for (const it of [button, cancel]) it.type = 'button'
  return { root, button, label, hint, status, more, link, cancel }
}
