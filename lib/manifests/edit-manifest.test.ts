import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { editManifest, type FieldValue } from './edit-manifest.ts'

const text = `# top
apiVersion: barecount.io/v1   # the version
metadata:
    name:   "orders"   # the name
    owner: 'fin'

    # about tags
    tags: {cost: "4100",   team: x}
runner:
    # why serverless
    class: serverless
    egress_allow:
    - a.b:443   # one
    - "c.d:443"
    env:
# at the end
triggers:
  - schedule: { cron: "0 6 * * *" }
  - webhook: {}
run:
  note: |
    two
    lines
  last: |
    block
`

/** Lines of the result that are not in the original, and lines of the original that are gone. */
function changes(after: string, before = text): { added: string[]; removed: string[] } {
  const [a, b] = [before.split('\n'), after.split('\n')]
  return { added: b.filter((line) => !a.includes(line)), removed: a.filter((line) => !b.includes(line)) }
}

const edits: [what: string, path: string, value: FieldValue | undefined, added: string[], removed: string[]][] = [
  [
    'a plain value keeps its quoting and comment',
    'metadata.name',
    'hook',
    ['    name:   "hook"   # the name'],
    ['    name:   "orders"   # the name'],
  ],
  ['a value that needs quotes gets them', 'runner.class', 'a: b', ['    class: "a: b"'], ['    class: serverless']],
  ['text that looks like a number stays text', 'runner.class', '12', ['    class: "12"'], ['    class: serverless']],
  ['a new field stands where people expect it', 'metadata.pipeline', 'a/b', ['    pipeline: a/b'], []],
  ['a new field after a nested one', 'runner.size', 'small', ['    size: small'], []],
  ['a whole new part', 'runner.retry.max', 3, ['    retry:', '      max: 3'], []],
  ['a field in an empty one', 'runner.env.LEVEL', 'info', ['      LEVEL: info'], []],
  ['an item of a list', 'runner.egress_allow[1]', 'x.y:1', ['    - "x.y:1"'], ['    - "c.d:443"']],
  ['an item appended', 'runner.egress_allow[2]', 'x.y:1', ['    - x.y:1'], []],
  [
    'a list replaced',
    'runner.egress_allow',
    ['x.y:1'],
    ['      - x.y:1'],
    ['    - a.b:443   # one', '    - "c.d:443"'],
  ],
  [
    'inside braces',
    'metadata.tags.team',
    'a, b',
    ['    tags: {cost: "4100",   team: "a, b"}'],
    ['    tags: {cost: "4100",   team: x}'],
  ],
  ['a trigger replaced', 'triggers[1]', { topic: { name: 't' } }, ['  - topic:', '      name: t'], ['  - webhook: {}']],
  ['a field after a block of text', 'run.timeout', '5m', ['  timeout: 5m'], []],
  ['a field removed', 'metadata.owner', undefined, [], ["    owner: 'fin'"]],
  ['an item removed', 'runner.egress_allow[0]', undefined, [], ['    - a.b:443   # one']],
  ['an emptied part goes too', 'triggers[0].schedule.cron', undefined, [], ['  - schedule: { cron: "0 6 * * *" }']],
  ['what is not there stays away', 'runner.nothing.here', undefined, [], []],
]

describe('only the lines of the field change', () => {
  test.each(edits)('%s', (_what, path, value, added, removed) => {
    expect(changes(editManifest(text, path, value))).toEqual({ added, removed })
  })
})

test('the new field comes between its neighbours', () => {
  const lines = editManifest(text, 'metadata.pipeline', 'a/b').split('\n')
  expect(lines[lines.indexOf('    pipeline: a/b') - 1]).toBe('    name:   "orders"   # the name')
})

test('an empty text becomes the field, JSON stays JSON, and what does not parse is refused', () => {
  expect(editManifest('', 'metadata.name', 'x')).toBe('metadata:\n  name: x\n')
  expect(JSON.parse(editManifest('{"a": {"b": 1}}', 'a.c', 'x'))).toEqual({ a: { b: 1, c: 'x' } })
  expect(() => editManifest('a: [', 'a', 1)).toThrow(/does not parse/)
  expect(() => editManifest('a: 1', 'a.b', 1)).toThrow(/a is not a map/)
})

type Json = { [key: string]: Json } | Json[] | string | number | null

/** The same edit on plain data: what the text must mean afterwards. */
function editData(data: Json, [key, ...rest]: string[], value: string | undefined): Json {
  if (key === undefined) return value ?? null
  const copy: { [key: string]: Json } = { ...(data as { [key: string]: Json }) }
  if (rest.length === 0 && value === undefined) delete copy[key]
  else copy[key] = editData(copy[key] ?? {}, rest, value)
  return copy
}

test('whatever the value, the text means the edit and nothing else', () => {
  const fields = [
    'metadata.name',
    'metadata.owner',
    'metadata.tags.team',
    'metadata.new',
    'runner.class',
    'runner.env.X',
    'run.note',
    'run.a.b',
  ]
  fc.assert(
    fc.property(fc.constantFrom(...fields), fc.string({ unit: 'grapheme' }), (path, value) => {
      const after = editManifest(text, path, value)
      expect(parse(after)).toEqual(editData(parse(text) as Json, path.split('.'), value))
      for (const comment of [
        '# top',
        '# the version',
        '# the name',
        '# about tags',
        '# why serverless',
        '# one',
        '# at the end',
      ]) {
        expect(after).toContain(comment)
      }
    }),
    { numRuns: 500 },
  )
})

test('a value may hold the line separators that are none in YAML', () => {
  for (const value of ['\u2028 ', ' \u2029', 'a\u2028b', '\u0085 x']) {
    expect(parse(editManifest(text, 'runner.env.X', value)).runner.env.X).toBe(value)
  }
})
