/** What a browser must be able to do with a document so that `surface.ts` can do the rest. */
export interface Ground {
  /** e.g. "the popup" or "the tab https://app.test/". */
  readonly label: string
  /** Evaluates an expression; its value, or the value of its promise, comes back as JSON. */
  run(expression: string): Promise<unknown>
  /** A mouse click at a point of the viewport, in CSS pixels. */
  clickAt(x: number, y: number): Promise<void>
  typeText(text: string): Promise<void>
  /** A key by its DOM name, e.g. `Enter`, with the modifiers that are held down. */
  pressKey(key: string, modifiers: string[]): Promise<void>
  /** A PNG. */
  capture(): Promise<Uint8Array>
  isOpen(): Promise<boolean>
  close(): Promise<void>
}
