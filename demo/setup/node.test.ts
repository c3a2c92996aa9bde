import { describe, expect, test } from 'vitest'
import { judgeNode } from './node.mjs'

describe('which Node runs the project', () => {
  test.each(['22.18.0', '22.19.1', '24.0.0', '100.1.0'])('%s fits', (version) => {
    expect(judgeNode(version, '>=22.18')).toEqual({ kind: 'fits' })
  })

  test.each(['20.0.0', '21.9.0', '22.17.9'])('%s fetches another', (version) => {
    expect(judgeNode(version, '>=22.18')).toEqual({ kind: 'replace' })
  })

  test('18 says what is needed', () => {
    const verdict = judgeNode('18.20.4', '>=22.18')
    expect(verdict).toMatchObject({ kind: 'refuse', message: expect.stringContaining('22.18') })
  })
})
