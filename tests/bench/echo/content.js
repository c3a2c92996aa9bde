// The same way as Foyer's bridge goes: the page's MessagePort on one side, a runtime port on the
// other, taken again where the background was stopped.
addEventListener('message', ({ source, data, ports: [page] }) => {
  if (source !== window || data?.echo !== 'connect' || !page) return
  let port = null
  const attach = () => {
    port = chrome.runtime.connect({ name: 'echo' })
    port.onMessage.addListener((message) => page.postMessage(message))
    port.onDisconnect.addListener(() => {
      port = null
    })
  }
  page.onmessage = ({ data: message }) => {
    if (!port) attach()
    port.postMessage(message)
  }
  attach()
})
