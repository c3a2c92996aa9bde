/** The ARIA role of an element, written down or implied. Self-contained: it travels as source. */
export function roleOf(element: Element): string {
  const written = element.getAttribute('role')?.trim().split(/\s+/)[0]
  if (written) return written === 'image' ? 'img' : written

  const tag = element.localName
  if (tag === 'input') {
    const type = element.getAttribute('type') ?? 'text'
    const inputs: Record<string, string> = {
      button: 'button',
      submit: 'button',
      reset: 'button',
      image: 'button',
      checkbox: 'checkbox',
      radio: 'radio',
      range: 'slider',
      number: 'spinbutton',
      search: 'searchbox',
      hidden: 'none',
      file: 'none',
    }
    return inputs[type] ?? 'textbox'
  }
  if (tag === 'select') return element.hasAttribute('multiple') ? 'listbox' : 'combobox'
  if (tag === 'a' || tag === 'area') return element.hasAttribute('href') ? 'link' : 'generic'
  if (tag === 'img') return element.getAttribute('alt') === '' ? 'none' : 'img'
  if (tag === 'section' || tag === 'form') {
    const named = ['aria-label', 'aria-labelledby', 'title'].some((it) => element.hasAttribute(it))
    if (!named) return 'generic'
    return tag === 'section' ? 'region' : 'form'
  }
  if (/^h[1-6]$/.test(tag)) return 'heading'
  const tags: Record<string, string> = {
    button: 'button',
    summary: 'button',
    textarea: 'textbox',
    option: 'option',
    output: 'status',
    progress: 'progressbar',
    meter: 'meter',
    dialog: 'dialog',
    fieldset: 'group',
    details: 'group',
    article: 'article',
    nav: 'navigation',
    main: 'main',
    header: 'banner',
    footer: 'contentinfo',
    aside: 'complementary',
    ul: 'list',
    ol: 'list',
    li: 'listitem',
    table: 'table',
    tr: 'row',
    td: 'cell',
    th: 'columnheader',
    hr: 'separator',
    p: 'paragraph',
  }
  return tags[tag] ?? 'generic'
}
