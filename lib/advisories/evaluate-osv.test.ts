import { expect, test } from 'vitest'
import { evaluateOsv } from './evaluate-osv.ts'
import type { VersionRange } from './osv.ts'

type Events = VersionRange['events']
const judge = (ecosystem: string, version: string, events: Events[], versions: string[] = []) =>
  evaluateOsv(version, {
    ecosystem,
    ranges: events.map((list) => ({ type: ecosystem === 'npm' ? 'SEMVER' : 'ECOSYSTEM', events: list })),
    versions,
  })

const from1to2: Events = [{ introduced: '1.0.0' }, { fixed: '2.0.0' }]
test.each<[string, Events[], string]>([
  ['0.9.9', [from1to2], 'not_affected'],
  ['1.0.0', [from1to2], 'affected'],
  ['1.9.9', [from1to2], 'affected'],
  ['2.0.0-rc.1', [from1to2], 'affected'],
  ['2.0.0', [from1to2], 'not_affected'],
  ['2.0.0+build.7', [from1to2], 'not_affected'],
  ['3.5.0', [from1to2, [{ introduced: '3.0.0' }]], 'affected'],
  ['0.0.0-alpha', [[{ introduced: '0' }, { fixed: '1.0.0' }]], 'affected'],
  ['1.5.0', [[{ fixed: '2.0.0' }, { introduced: '1.0.0' }]], 'affected'],
  ['1.2.0', [[{ introduced: '0' }, { last_affected: '1.2.0' }]], 'affected'],
  ['1.2.1', [[{ introduced: '0' }, { last_affected: '1.2.0' }]], 'not_affected'],
  ['2.5.0', [[{ introduced: '0' }, { fixed: '1.0.0' }, { introduced: '2.0.0' }, { fixed: '3.0.0' }]], 'affected'],
  ['1.5.0', [[{ introduced: '0' }, { fixed: '1.0.0' }, { introduced: '2.0.0' }, { fixed: '3.0.0' }]], 'not_affected'],
  ['1.5.0', [[{ introduced: '0' }, { limit: '1.4.0' }]], 'not_affected'],
  ['1.5.0', [[{ introduced: '0' }, { limit: '*' }]], 'affected'],
  ['1.0.0', [[{ introduced: 'tuesday' }]], 'unknown'],
  ['1.0.0', [[{ introduced: 'tuesday' }], from1to2], 'affected'],
  ['latest', [from1to2], 'unknown'],
  ['1.0.0', [], 'unknown'],
])('npm %s against %j is %s', (version, events, verdict) => {
  expect(judge('npm', version, events)).toBe(verdict)
})

test.each<[string, string, Events[], string[], string]>([
  ['PyPI', '4.2.3', [[{ introduced: '4.2' }, { fixed: '4.2.4' }]], [], 'affected'],
  ['PyPI', '4.2.4', [[{ introduced: '4.2' }, { fixed: '4.2.4' }]], [], 'not_affected'],
  ['PyPI', '4.2a1', [[{ introduced: '4.2' }, { fixed: '4.2.4' }]], [], 'not_affected'],
  ['PyPI', '1.0.post1', [[{ introduced: '0' }, { fixed: '1.0' }]], [], 'not_affected'],
  ['PyPI', '1.0', [], ['1.0.0'], 'affected'],
  ['PyPI', '1.1', [], ['1.0.0', '1.0rc1'], 'not_affected'],
  ['PyPI', 'r123', [], ['r123'], 'affected'],
  ['PyPI', 'r124', [], ['r123'], 'unknown'],
  ['Debian:12', '1:2.0-1~deb12u1', [[{ introduced: '0' }, { fixed: '1:2.0-1' }]], [], 'affected'],
  ['Debian:12', '1:2.0-1+deb12u1', [[{ introduced: '0' }, { fixed: '1:2.0-1' }]], [], 'not_affected'],
  ['Debian:12', '3.0', [[{ introduced: '0' }, { fixed: '1:2.0-1' }]], [], 'affected'],
  ['Go', '1.0.0', [from1to2], [], 'unknown'],
])('%s %s against %j and %j is %s', (ecosystem, version, events, versions, verdict) => {
  expect(judge(ecosystem, version, events, versions)).toBe(verdict)
})
