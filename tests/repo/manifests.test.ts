import { describe, expect, test } from 'vitest'
import { BUILDS, builtFiles } from './files.ts'

describe.each(BUILDS)('the manifest of %s', (build) => {
  const manifest = () => {
    const file = builtFiles(build).find(({ path }) => path.endsWith('/manifest.json'))
    return JSON.parse(file?.text ?? '{}')
  }

  test('asks for no more than docs/PERMISSIONS.md explains', () => {
    const { permissions, host_permissions, optional_host_permissions } = manifest()
    expect(permissions.toSorted()).toEqual(['activeTab', 'alarms', 'scripting', 'storage'])
    expect(host_permissions.toSorted()).toEqual(['https://clients.plex.tv/*', 'https://plex.tv/*'])
    expect(optional_host_permissions).toEqual(['*://*/*'])
  })

  test.each([
    'content_scripts',
    'externally_connectable',
    'optional_permissions',
    'sandbox',
    'web_accessible_resources',
  ])('has no %s', (key) => {
    expect(manifest()).not.toHaveProperty(key)
  })

  test('never says <all_urls>', () => {
    expect(JSON.stringify(manifest())).not.toContain('<all_urls>')
  })

  test('is what was last agreed on', () => {
    expect({ ...manifest(), version: 'any' }).toMatchSnapshot()
  })
})
