/**
 * Talks to Foyer over a port of the page's own. docs/PAGES.md
 *
 * @param {(state: object) => void} onState hears how things stand, at first and after each change
 * @returns {(method: string, params?: object) => Promise<any>}
 */
export function connect(onState) {
  const calls = new Map()
  let lastId = 0
  let port

  function open() {
    const channel = new MessageChannel()
    port = channel.port1
    port.onmessage = ({ data }) => {
      if (data.method === 'foyer.changed') onState(data.params)
      else settle(data)
    }
    window.postMessage({ foyer: 'connect', version: 1 }, location.origin, [channel.port2])
    for (const { request } of calls.values()) port.postMessage(request)
  }

  function settle({ id, result, error }) {
    const { resolve, reject } = calls.get(id)
    calls.delete(id)
    if (error) reject(Object.assign(new Error(error.message), error))
    else resolve(result)
  }

  // Foyer comes late when the person allows this site while the page is open.
  window.addEventListener('message', ({ source, data }) => {
    if (source === window && data?.foyer === 'announce') open()
  })
  open()

  return (method, params) =>
    new Promise((resolve, reject) => {
      const request = { jsonrpc: '2.0', id: ++lastId, method, params }
      calls.set(request.id, { request, resolve, reject })
      port.postMessage(request)
    })
}
