import type { IForbiddenRuleType } from 'dependency-cruiser'

type Rule = IForbiddenRuleType & { name: string }

const TESTS = '\\.test\\.tsx?$|^(lib|sdk)/test-support/'
const BROWSER = '(^|/)(webextension-polyfill|wxt)(/|$)'

const GROUND = ['plex', 'storage']
const DOMAIN = [
  'approvals',
  'sites',
  'accounts',
  'linking',
  'activity',
  'tokens',
  'tools',
  'sign-ins',
  'settings',
  'servers',
  'devices',
  'lock',
  'transfer',
]

/** What each folder of lib knows of the others. `ui` and `test-support` have rules of their own. */
export const KNOWS: Readonly<Record<string, readonly string[]>> = {
  plex: [],
  storage: [],
  toolbar: [],
  settings: ['storage'],
  servers: ['storage'],
  devices: ['accounts', 'sites', 'tokens', 'tools', ...GROUND],
  lock: ['storage'],
  transfer: ['accounts', 'settings', 'sites', 'storage'],
  accounts: GROUND,
  linking: GROUND,
  tokens: GROUND,
  sites: ['tokens', ...GROUND],
  tools: ['accounts', 'tokens', ...GROUND],
  'sign-ins': ['accounts', 'tokens', ...GROUND],
  activity: ['sites'],
  health: ['accounts', 'tokens', ...GROUND],
  approvals: ['sites', 'tokens', 'accounts', ...GROUND],
  'page-api': ['accounts', 'approvals', 'sites', 'tokens', ...GROUND],
  'ui-api': [...DOMAIN, ...GROUND],
  background: ['page-api', 'ui-api', 'toolbar', 'health', ...DOMAIN, ...GROUND],
}

/** Clock, network, storage, ports and windows come in from outside. */
const PURE = [
  'plex/',
  'accounts/',
  'settings/',
  'servers/',
  'devices/',
  'lock/(?!alarm)',
  'transfer/',
  'activity/',
  'tokens/(?!alarm)',
  'health/(?!alarm)',
  'tools/',
  'sign-ins/(?!plex-tabs)',
  'linking/(machine|runner|pace)\\.ts',
  'sites/(?!alarm|bridges|permissions|private-windows)',
  'approvals/(?!alarm|surface)',
  'page-api/',
  'ui-api/(router|commands|lists|details|loader|view|viewer|cleaned|protocol)\\.ts',
  'ui-api/(account|sign-in|transfer)-(view|commands)\\.ts',
  'background/',
]

/** What the house in docs/ARCHITECTURE.md forbids; tests are guests and may look everywhere. */
export const RULES: Rule[] = [
  ...Object.entries(KNOWS).map(([folder, known]) => rule(folder, known)),
  {
    name: 'nothing imports in a circle',
    from: {},
    to: { circular: true },
  },
  {
    name: 'lib knows nothing of the entrypoints, the demo and the tests',
    from: { path: '^(lib|sdk/src)/', pathNot: TESTS },
    to: { path: '^(entrypoints|demo|tests)/|\\.test\\.tsx?$|^lib/test-support/' },
  },
  {
    name: 'what ships imports nothing that tests are made of',
    from: { path: '^entrypoints/', pathNot: TESTS },
    to: { path: '^(demo|tests|sdk)/|\\.test\\.tsx?$|^lib/test-support/' },
  },
  {
    name: 'nothing of lib builds on the wiring',
    from: { path: '^lib/(?!background/)', pathNot: TESTS },
    to: { path: '^lib/background/' },
  },
  {
    name: 'the two routers share nothing',
    from: { path: '^lib/(page-api|ui-api)/', pathNot: TESTS },
    to: { path: '^lib/(page-api|ui-api)/', pathNot: '^lib/$1/' },
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
    name: 'the rules import nothing of the browser',
    from: { path: `^lib/(${PURE.join('|')})`, pathNot: TESTS },
    to: { path: BROWSER, reachable: true },
  },
  {
    name: 'the sdk shares nothing with the extension but the types of its protocol',
    from: { path: '^sdk/src/', pathNot: TESTS },
    to: { path: '^lib/', pathNot: '^lib/page-api/protocol\\.ts$' },
  },
  {
    name: 'of the protocol the sdk takes types alone',
    from: { path: '^sdk/src/', pathNot: TESTS },
    to: { path: '^lib/page-api/protocol\\.ts$', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'the sdk has no dependencies',
    from: { path: '^sdk/src/', pathNot: TESTS },
    to: { dependencyTypes: ['npm', 'npm-dev', 'core'] },
  },
  {
    name: 'the demo looks into nothing that ships',
    from: { path: '^demo/', pathNot: TESTS },
    to: { path: '^(lib|entrypoints)/' },
  },
]

function rule(folder: string, known: readonly string[]): Rule {
  return {
    name: `${folder} knows ${known.join(', ') || 'nothing'} and no more of lib`,
    from: { path: `^lib/${folder}/`, pathNot: TESTS },
    to: { path: '^lib/', pathNot: `^lib/(${[folder, ...known].join('|')})/` },
  }
}
