import type { IForbiddenRuleType } from 'dependency-cruiser'

const TESTS = '\\.test\\.tsx?$|^lib/test-support/'
const BROWSER = '(^|/)(webextension-polyfill|wxt)(/|$)'
const lib = (...parts: string[]) => `^lib/(${parts.join('|')})/`

const DOORS = ['page-api', 'ui-api']
const DOMAIN = ['approvals', 'sites', 'accounts', 'linking', 'activity']
const GROUND = ['plex', 'storage']
const SHOWN = ['ui', 'toolbar']
const PURE = '^lib/(plex/|linking/machine\\.ts|sites/policy\\.ts|approvals/queue\\.ts)'

/** What the house in docs/ARCHITECTURE.md forbids; tests are guests and may look everywhere. */
export const RULES: (IForbiddenRuleType & { name: string })[] = [
  {
    name: 'nothing imports in a circle',
    from: {},
    to: { circular: true },
  },
  {
    name: 'lib knows nothing of the entrypoints, the demo and the tests',
    from: { path: '^(lib|sdk)/', pathNot: TESTS },
    to: { path: '^(entrypoints|demo|tests)/|\\.test\\.tsx?$|^lib/test-support/' },
  },
  {
    name: 'what ships imports nothing that tests are made of',
    from: { path: '^entrypoints/', pathNot: TESTS },
    to: { path: '^(demo|tests|sdk)/|\\.test\\.tsx?$|^lib/test-support/' },
  },
  {
    name: 'plex and storage stand at the bottom',
    from: { path: lib(...GROUND), pathNot: TESTS },
    to: { path: lib(...DOORS, ...DOMAIN, ...SHOWN) },
  },
  {
    name: 'plex and storage know nothing of each other',
    from: { path: '^lib/(plex|storage)/', pathNot: TESTS },
    to: { path: lib(...GROUND), pathNot: '^lib/$1/' },
  },
  {
    name: 'approvals, sites, accounts, linking and activity know nothing of who asks',
    from: { path: lib(...DOMAIN), pathNot: TESTS },
    to: { path: lib(...DOORS, ...SHOWN) },
  },
  {
    name: 'the two routers share nothing',
    from: { path: '^lib/(page-api|ui-api)/', pathNot: TESTS },
    to: { path: lib(...DOORS), pathNot: '^lib/$1/' },
  },
  {
    name: 'pages and the background know nothing of what is drawn',
    from: { path: lib(...DOORS), pathNot: TESTS },
    to: { path: lib(...SHOWN) },
  },
  {
    name: 'ui talks to the background through ui-api alone; of the rest it knows types',
    from: { path: '^(lib/ui|entrypoints/(popup|options|approval))/', pathNot: TESTS },
    to: {
      path: '^lib/',
      pathNot: '^lib/(ui|ui-api)/',
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'the toolbar button is told what to show',
    from: { path: lib('toolbar'), pathNot: TESTS },
    to: { path: '^lib/', pathNot: lib('toolbar') },
  },
  {
    name: 'plex and the pure cores import nothing of the browser',
    from: { path: PURE, pathNot: TESTS },
    to: { path: BROWSER, reachable: true },
  },
  {
    name: 'the sdk shares nothing with the extension but the types of its protocol',
    from: { path: '^sdk/', pathNot: TESTS },
    to: { path: '^lib/', pathNot: '^lib/page-api/protocol\\.ts$' },
  },
  {
    name: 'of the protocol the sdk takes types alone',
    from: { path: '^sdk/', pathNot: TESTS },
    to: { path: '^lib/page-api/protocol\\.ts$', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'the sdk has no dependencies',
    from: { path: '^sdk/', pathNot: TESTS },
    to: { dependencyTypes: ['npm', 'npm-dev'] },
  },
  {
    name: 'the demo looks into nothing that ships',
    from: { path: '^demo/', pathNot: TESTS },
    to: { path: '^(lib|entrypoints)/' },
  },
]
