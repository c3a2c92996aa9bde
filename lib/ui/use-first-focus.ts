import { useLayoutEffect, useRef } from 'preact/hooks'

/**
 * Gives an element the focus while nothing else has it. Firefox draws a toolbar popup before its
 * panel is open and drops a focus set until then, so the window's own focus brings it back. What
 * stands at the top stays in view: it says what the focus is about.
 */
export function useFirstFocus<E extends HTMLElement>(wanted = false) {
  const element = useRef<E>(null)
  useLayoutEffect(() => {
    if (!wanted) return
    const focus = () => {
      if (document.activeElement === document.body)
        element.current?.focus({ focusVisible: true, preventScroll: true })
    }
    focus()
    window.addEventListener('focus', focus)
    return () => window.removeEventListener('focus', focus)
  }, [wanted])
  return element
}
