/**
 * Has the browser save a text as a file, without a permission for downloads.
 *
 * @param name as the person finds it in their folder
 */
export function saveFile(name: string, text: string): void {
  const link = document.createElement('a')
  // Not given back: nothing tells when the browser has read it. It goes with the page.
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  link.download = name
  link.click()
}

/** The name of a settings file of a day, as the person's calendar has it. */
export function settingsFileName(day: Date): string {
  const parts = [day.getFullYear(), day.getMonth() + 1, day.getDate()]
  return `foyer-settings-${parts.map((part) => String(part).padStart(2, '0')).join('-')}.json`
}
