import preact from '@preact/preset-vite'
import { defineConfig } from 'wxt'

const FIREFOX = {
  gecko: {
    id: 'foyer@foyer-for-plex.example',
    // 142: the first that reads data_collection_permissions on Android too.
    // https://extensionworkshop.com/documentation/develop/firefox-builtin-data-consent/
    strict_min_version: '142.0',
    data_collection_permissions: { required: ['none'] },
  },
}

export default defineConfig({
  modules: ['@wxt-dev/i18n/module', '@wxt-dev/auto-icons'],
  manifestVersion: 3,
  imports: false,
  autoIcons: { baseIconPath: 'assets/icon.svg', developmentIndicator: false },
  hooks: {
    // Each page is built by itself, so that it has one script and one style sheet: what pages
    // share would be files of their own, and each file more delays the first frame.
    'entrypoints:grouped': (_, groups) => {
      const single = groups.flatMap<(typeof groups)[number]>((group) =>
        Array.isArray(group) ? group.map((page) => [page]) : [group],
      )
      groups.splice(0, groups.length, ...single)
    },
  },
  vite: () => ({
    plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false })],
    build: {
      // A page has one script, so there is nothing to load ahead of it.
      modulePreload: false,
    },
  }),
  manifest: ({ browser }) => ({
    name: '__MSG_extension_name__',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    permissions: ['storage', 'alarms', 'scripting', 'activeTab'],
    host_permissions: ['https://plex.tv/*', 'https://clients.plex.tv/*'],
    optional_host_permissions: ['*://*/*'],
    action: {
      default_title: '__MSG_extension_name__',
      // Else Firefox puts it into its menu of extensions, where nobody sees that a site asks.
      // https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/manifest.json/action
      ...(browser === 'firefox' ? { default_area: 'navbar' } : {}),
    },
    content_security_policy: {
      // Said in full because Firefox's own default upgrades http: to https: and
      // companion apps on a home network speak http.
      extension_pages:
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src https: http:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
    },
    ...(browser === 'firefox'
      ? { browser_specific_settings: FIREFOX }
      : // 127: the first whose action.openPopup() needs no click of the person.
        // https://developer.chrome.com/docs/extensions/reference/api/action#method-openPopup
        { minimum_chrome_version: '127' }),
  }),
})
