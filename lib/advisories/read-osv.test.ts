import { expect, test } from 'vitest'
import { readOsv } from './read-osv.ts'

const base = { id: 'X-1', modified: '2026-01-01T00:00:00Z' }
const read = (extra: object) => {
  const result = readOsv(JSON.stringify({ ...base, ...extra }))
  if ('fault' in result) throw new Error(result.fault)
  return result.record
}
const v3 = { type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }
const v4 = { type: 'CVSS_V4', score: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N' }

test.each([
  [{}, 'unknown', null],
  [{ severity: [v3] }, 'critical', 9.8],
  [{ severity: [v4] }, 'medium', 6.9],
  [{ severity: [v3], database_specific: { severity: 'MODERATE' } }, 'medium', 9.8],
  [{ severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/nonsense' }] }, 'unknown', null],
  [{ severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/C:H' }] }, 'unknown', null],
  [{ database_specific: { severity: 'constructor' } }, 'unknown', null],
  [{ database_specific: { severity: '__proto__' } }, 'unknown', null],
  [{ affected: [{ ecosystem_specific: { urgency: 'unimportant' } }] }, 'low', null],
  [{ affected: [{ ecosystem_specific: { urgency: 'not yet assigned' } }] }, 'unknown', null],
])('%j is %s with score %s', (extra, severity, score) => {
  expect(read(extra)).toMatchObject({ severity, score })
})

test('packages get their normal names, and commits are left out', () => {
  const ranges = [
    { type: 'GIT', repo: 'https://example.test', events: [{ introduced: '0' }] },
    { type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '2' }] },
  ]
  const { affected, body } = read({
    affected: [{ package: { ecosystem: 'PyPI', name: 'Zope.Interface' }, ranges, versions: ['1'] }, { ranges }],
    published: '2025-01-01T00:00:00Z',
  })
  expect(affected).toEqual([
    { ecosystem: 'PyPI', name: 'zope-interface', ranges: [ranges[1]], versions: ['1'], severity: null },
  ])
  expect(body).toEqual({ ...base, published: '2025-01-01T00:00:00Z' })
})

test.each([
  ['{', 'not JSON'],
  ['[]', 'expected object'],
  [JSON.stringify({ id: 'X-1' }), 'modified'],
  [JSON.stringify({ ...base, modified: '2026-02-30T00:00:00Z' }), 'modified'],
  [JSON.stringify({ ...base, modified: '0000-01-01T00:00:00Z' }), 'modified'],
  [JSON.stringify({ ...base, withdrawn: '2026-01-01T00:00:00+23:00' }), 'withdrawn'],
  [JSON.stringify({ ...base, affected: [{ package: { ecosystem: 'npm', name: 'a'.repeat(3000) } }] }), 'name'],
  [`{"a":${'['.repeat(9000)}${']'.repeat(9000)}}`, 'nested deeper'],
  [JSON.stringify({ ...base, affected: [{ ranges: [{ type: 'SEMVER' }] }] }), 'events'],
])('%.60s is refused: %s', (json, reason) => {
  expect(readOsv(json)).toEqual({ fault: expect.stringContaining(reason) })
})
