/** One end of a runtime port, with the other end in the test's hand. */
export function fakePort<In, Out>(name: string, sender?: object) {
  const hears: ((message: In) => void)[] = []
  const leaves: (() => void)[] = []
  const posted: Out[] = []
  const port = {
    name,
    ...(sender ? { sender } : {}),
    posted,
    isClosed: false,
    postMessage(message: Out) {
      if (port.isClosed) throw new Error('Attempting to use a disconnected port object')
      posted.push(structuredClone(message))
    },
    disconnect() {
      port.isClosed = true
    },
    onMessage: { addListener: (listener: (message: In) => void) => void hears.push(listener) },
    onDisconnect: { addListener: (listener: () => void) => void leaves.push(listener) },
    /** The other end says something. */
    say(message: In) {
      for (const hear of hears) hear(message)
    },
    /** The other end goes away. */
    drop() {
      port.isClosed = true
      for (const leave of leaves) leave()
    },
  }
  return port
}
