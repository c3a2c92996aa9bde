import type { Sender } from './guest.ts'
import { type Downward, REFUSED, type Upward } from './wire.ts'

/** The background's end of a bridge's port. */
export interface PagePort {
  readonly name: string
  readonly sender?: Sender
  postMessage(message: Downward): void
  disconnect(): void
  onMessage: { addListener(listener: (message: Upward) => void): void }
  onDisconnect: { addListener(listener: () => void): void }
}

/** Says it to a page that may be gone. */
export function post(port: PagePort, message: Downward): void {
  try {
    port.postMessage(message)
  } catch {
    // The page went away while it was answered.
  }
}

/** Says the one word that a page never hears, and hangs up. */
export function refuse(port: PagePort): void {
  post(port, REFUSED)
  port.disconnect()
}
