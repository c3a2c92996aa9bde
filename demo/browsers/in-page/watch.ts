/**
 * Looks again with each change of the document, until there is an answer or the time is over: one
 * question instead of a question each beat. Nothing, `false` and a `why` are no answer. A hidden document that
 * has none is looked at once, because its timers are slow.
 *
 * @param isSteady whether two looks, a beat apart, have to see the same
 * @returns the last look's; nothing from a document that goes, which would be kept with its timers still
 */
export function watch<T>(look: () => T, timeMs: number, isSteady: boolean): Promise<T | undefined> {
  const beatMs = 25
  let seen = ''
  const isAnswer = (now: T) => {
    const isThere = now !== undefined && now !== null && now !== false
    const isOne = isThere && !(typeof now === 'object' && 'why' in now)
    const before = seen
    seen = isOne ? JSON.stringify(now) : ''
    return isOne && (!isSteady || before === seen)
  }
  return new Promise((resolve) => {
    const end = Date.now() + timeMs
    let timer = 0
    const changes = new MutationObserver(() => {
      seen = '' // what changes is not at rest
      again()
    })
    const leave = () => stop()
    function stop(answer?: T) {
      clearTimeout(timer)
      changes.disconnect()
      removeEventListener('pagehide', leave)
      resolve(answer)
    }
    function again() {
      clearTimeout(timer)
      const now = look()
      if (isAnswer(now) || (document.hidden && !seen) || Date.now() > end) stop(now)
      else timer = setTimeout(again, seen ? beatMs : 4 * beatMs) as unknown as number
    }
    const what = { subtree: true, childList: true, attributes: true, characterData: true }
    changes.observe(document, what)
    addEventListener('pagehide', leave)
    again()
  })
}
