import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { startRelay } from '../lib/page-api/relay.ts'

// Not a content script of WXT's: those tell the page that they have started,
// and this one is silent until it is asked.
export default defineUnlistedScript(() => startRelay(chrome.runtime))
