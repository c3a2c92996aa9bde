/**
 * Puts a text on the clipboard that is still on its way. To be called first thing in a click: the
 * browser is asked at once, with a promise, since a click doesn't last until an answer is there.
 * https://developer.mozilla.org/en-US/docs/Web/API/ClipboardItem/ClipboardItem
 *
 * @throws where there is no text, or the browser refuses
 */
export async function copyText(text: Promise<string>): Promise<void> {
  const type = 'text/plain'
  const blob = text.then((it) => new Blob([it], { type }))
  // A browser that refuses at once never looks at it.
  blob.catch(() => {})
  await navigator.clipboard.write([new ClipboardItem({ [type]: blob })])
}
