import { expect, test } from 'vitest'
import { convertRetire, retireAdvisories } from './retire-advisories.ts'

test('the bundled list says which edition it is and when that was published', () => {
  const { version, digest, published, records } = retireAdvisories()
  expect(version).toMatch(/^@salesforce\/code-analyzer-retirejs-engine@\d/)
  expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/)
  expect(published).toMatch(/^20\d\d-/)
  expect(records.length).toBeGreaterThan(100)
  expect(new Set(records.map(({ id }) => id)).size).toBe(records.length)
})

const entry = (below: string, atOrAbove: string) => ({
  below,
  atOrAbove,
  severity: 'low',
  identifiers: { githubID: 'GHSA-1' },
  info: [],
})

test('ranges and packages of one advisory stay one advisory, under the names npm knows', () => {
  const file = {
    'thing.js': { npmname: 'thing', vulnerabilities: [entry('1.2.0', '1.0.0'), entry('2.2.0', '2.0.0')] },
    other: { vulnerabilities: [entry('1.2', '1.1')] },
    'retire-example': { vulnerabilities: [entry('1.0.0', '0')] },
  }
  const [record, ...more] = convertRetire(file)
  expect(more).toEqual([])
  expect(
    record?.affected?.map(({ package: named, ranges }) => [named?.name, ranges?.map(({ events }) => events)]),
  ).toEqual([
    [
      'thing',
      [
        [{ introduced: '1.0.0' }, { fixed: '1.2.0' }],
        [{ introduced: '2.0.0' }, { fixed: '2.2.0' }],
      ],
    ],
    // Numbers that are no semver are read as the nearest that is.
    ['other', [[{ introduced: '1.1.0' }, { fixed: '1.2.0' }]]],
  ])
})

test('a list of another shape is refused rather than read as empty', () => {
  expect(() => convertRetire({ thing: { vulnerabilities: [{ below: 3 }] } })).toThrow()
})
