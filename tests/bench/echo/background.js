// Says back what it hears: the least that an answer from a background can cost.
chrome.runtime.onConnect.addListener((port) => {
  port.onMessage.addListener((message) => port.postMessage(message))
})
