/** A style sheet that a strict CSP takes: nothing of it is in the page's markup. */
export const CSS = `
:host {
  display: inline-grid;
  grid-template-columns: minmax(0, max-content);
  max-inline-size: 100%;
  overflow-wrap: anywhere;
  justify-items: start;
  font: 400 14px/1.4 system-ui, sans-serif;
  color: var(--plex-sign-in-text, light-dark(#50545c, #b3b8c2));
}
:host([hidden]), [hidden] { display: none }
button {
  min-block-size: 44px;
  max-inline-size: 100%;
  overflow-wrap: inherit;
  padding: 8px 20px;
  border: 1px solid transparent;
  border-radius: var(--plex-sign-in-radius, 8px);
  font: inherit;
  cursor: pointer;
}
[part=button] {
  background: var(--plex-sign-in-background, light-dark(#282a2d, #e5a00d));
  color: var(--plex-sign-in-color, light-dark(#fff, #1b1c1e));
  font-size: 16px;
  font-weight: 600;
}
[part=cancel] { border-color: currentColor; background: none; color: inherit }
[part=link], [part=cancel] { font-weight: 600 }
[part=link] { color: inherit }
button:enabled:hover { filter: brightness(1.12) }
:focus-visible {
  outline: 2px solid var(--plex-sign-in-focus, light-dark(#8a5d00, #ffd88a));
  outline-offset: 2px;
}
button:disabled, [aria-disabled=true] { opacity: .6; cursor: default }
p { margin: 0; unicode-bidi: plaintext }
p:not(:empty), [part=more] { margin-block-start: 6px }
[part=more]:not([hidden]) { display: flex; flex-wrap: wrap; gap: 6px 12px; align-items: center }
`
