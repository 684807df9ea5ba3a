import { expect, test } from 'vitest'
import { type Advisory, convertRetire, loadAdvisories, type Range } from './advisories.ts'
import { inventory } from './components.ts'
import { isAffected, matchAdvisories } from './vulnerabilities.ts'

const scan = (packages: Record<string, string>) => {
  const installed = new Map(Object.entries(packages).map(([name, version]) => [`node_modules/${name}`, { version }]))
  return matchAdvisories(inventory({}, installed).components, loadAdvisories())
}

test('a known vulnerability of a real package is found, and gone in the fixed version', () => {
  const ids = (version: string) => scan({ jquery: version }).findings.map(({ rule }) => rule)
  expect(ids('3.4.1')).toContain('GHSA-gxr4-xjj5-5px2')
  expect(ids('3.7.1')).toEqual([])
  expect(scan({ jquery: '3.4.1' }).findings[0]).toMatchObject({
    kind: 'vulnerability',
    severity: 'medium',
    component: 'jquery',
    version: '3.4.1',
    remedy: expect.stringMatching(/Fixed in 3\.5\.0/),
  })
})

test('what the data does not know is unknown, never clean', () => {
  expect(scan({ jquery: '3.7.1', 'left-pad': '1.3.0', lodash: 'latest' })).toEqual({
    findings: [],
    covered: 1,
    unknown: ['pkg:npm/left-pad@1.3.0', 'pkg:npm/lodash@latest'],
  })
})

test('the data says what it is', () => {
  expect(loadAdvisories().dataset).toMatchObject({
    version: expect.stringMatching(/^@salesforce\/code-analyzer-retirejs-engine@\d/),
    digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    date: expect.stringMatching(/^20\d\d-/),
    newestCve: expect.stringMatching(/^CVE-20\d\d-\d+$/),
    ecosystems: ['npm'],
    packagesCovered: loadAdvisories().byPackage.size,
  })
})

const advisory = (...events: Range['events'][]): Advisory => ({
  id: 'X',
  aliases: [],
  summary: '',
  severity: 'high',
  references: [],
  affected: [{ package: { ecosystem: 'npm', name: 'x' }, ranges: events.map((e) => ({ type: 'SEMVER', events: e })) }],
})
const from1to2 = [{ introduced: '1.0.0' }, { fixed: '2.0.0' }]
test.each([
  ['0.9.9', [from1to2], 'no'],
  ['1.0.0', [from1to2], 'yes'],
  ['1.9.9', [from1to2], 'yes'],
  ['2.0.0-rc.1', [from1to2], 'yes'],
  ['2.0.0', [from1to2], 'no'],
  ['3.5.0', [from1to2, [{ introduced: '3.0.0' }]], 'yes'],
  ['0.0.0-alpha', [[{ introduced: '0' }, { fixed: '1.0.0' }]], 'yes'],
  ['1.1.5', [[{ introduced: '1.1' }, { fixed: '1.2' }]], 'yes'],
  ['1.0.0', [[{ introduced: 'tuesday' }]], 'unknown'],
])('%s against %j is %s', (version, events, verdict) => {
  expect(isAffected(version, advisory(...(events as Range['events'][])))).toBe(verdict)
})

test('two ranges of one advisory stay one advisory, under the name npm knows', () => {
  const entry = (below: string, atOrAbove: string) => ({
    below,
    atOrAbove,
    severity: 'low',
    identifiers: { githubID: 'GHSA-1' },
    info: [],
  })
  const file = { 'thing.js': { npmname: 'thing', vulnerabilities: [entry('1.2.0', '1.0.0'), entry('2.2.0', '2.0.0')] } }
  expect(convertRetire(file).get('thing')).toMatchObject([{ id: 'GHSA-1', affected: [{ ranges: [{}, {}] }] }])
})

test('a list of another shape is refused instead of read as empty', () => {
  expect(() => convertRetire({ jquery: { advisories: [] } })).toThrow()
})
