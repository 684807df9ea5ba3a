import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseManifest } from './parse-manifest.ts'

const good = `# the orders hook
apiVersion: barecount.io/v1
kind: RunnerManifest
metadata:
  name: orders-webhook
  pipeline: orders/ingest
  owner: finance-data
runner:
  class: serverless
  size: small
  network_profile: private_vpc
  function: { source: ./src, runtime: nodejs, handler: index.handler }
triggers:
  - schedule: { cron: "*/15 * * * *", timezone: Europe/Madrid }
run:
  timeout: 5m
`

/** The good manifest with one line replaced; the first line of the replacement stands where the old line stood. */
function withLine(line: number, ...replacement: string[]): string {
  const lines = good.split('\n')
  lines.splice(line - 1, 1, ...replacement)
  return lines.join('\n')
}

test('a good manifest has no faults, and its defaults are filled in', () => {
  const { faults, manifest, normalised } = parseManifest(good)
  expect(faults).toEqual([])
  expect(manifest?.metadata).not.toHaveProperty('pipeline_version')
  expect(normalised?.metadata).toMatchObject({ pipeline_version: 1, data_classification: 'internal', tags: {} })
  expect(normalised?.run).toMatchObject({ timeout_seconds: 300, dead_letter: { retain_seconds: 14 * 86_400 } })
})

test('what a faulty manifest holds can still be shown in a form', () => {
  expect(parseManifest(good.replace('small', 'huge')).value).toMatchObject({ runner: { size: 'huge' } })
  expect(parseManifest('a: [').value).toBeUndefined()
})

test('JSON is read too', () => {
  const { manifest } = parseManifest(good)
  expect(parseManifest(JSON.stringify(manifest, null, '\t')).manifest).toEqual(manifest)
})

const faulty: [
  kind: string,
  text: string,
  path: string,
  line: number,
  column: number,
  says: RegExp,
  remedy?: RegExp,
][] = [
  ['wrong type', withLine(5, '  name: 7'), 'metadata.name', 5, 9, /must be text; this is a number/, /"7"/],
  ['missing field', withLine(7), 'metadata.owner', 4, 1, /owner is required/, /Add owner/],
  ['unknown key', withLine(7, '  ownr: x', '  owner: y'), 'metadata.ownr', 7, 3, /not a field/, /mean owner\?/],
  ['unknown top key', withLine(15, 'runs:'), 'runs', 15, 1, /not a field/, /mean run\?/],
  ['misspelt word', withLine(9, '  class: serverles'), 'runner.class', 9, 10, /cannot be/, /mean serverless\?/],
  ['forbidden size', withLine(10, '  size: xlarge'), 'runner.size', 10, 9, /no size xlarge/, /small, medium or large/],
  ['no source', withLine(12), 'runner.function', 8, 1, /needs runner\.function/],
  [
    'source of another class',
    withLine(10, '  image: { build: ./ }'),
    'runner.image',
    10,
    3,
    /runs a function/,
    /Remove/,
  ],
  ['field of another class', withLine(10, '  scaling: { max: 2 }'), 'runner.scaling', 10, 3, /belongs to container/],
  [
    'secret by value',
    withLine(10, '  secrets: { K: AKIAABCDEFGHIJKLMNOP }'),
    'runner.secrets.K',
    10,
    17,
    /never by value/,
  ],
  [
    'secret in env',
    withLine(10, '  env: { DB_PASSWORD: hunter2 }'),
    'runner.env.DB_PASSWORD',
    10,
    23,
    /never by value/,
  ],
  ['bad egress', withLine(10, '  egress_allow: [a:0]'), 'runner.egress_allow[0]', 10, 18, /host:port/],
  [
    'path outside',
    withLine(12, '  function: { source: ../x, runtime: provided }'),
    'runner.function.source',
    12,
    23,
    /without \.\./,
  ],
  ['bad cron', withLine(14, '  - schedule: { cron: "61 * * * *" }'), 'triggers[0].schedule.cron', 14, 23, /not a cron/],
  [
    'seconds in cron',
    withLine(14, '  - schedule: { cron: "0 0 1 * * *" }'),
    'triggers[0].schedule.cron',
    14,
    23,
    /five fields/,
  ],
  [
    'never fires',
    withLine(14, '  - schedule: { cron: "0 0 30 2 *" }'),
    'triggers[0].schedule.cron',
    14,
    23,
    /never fires/,
  ],
  [
    'no such zone',
    withLine(14, '  - schedule: { cron: "0 0 * * *", timezone: Mars/Base }'),
    'triggers[0].schedule.timezone',
    14,
    46,
    /not a time zone/,
  ],
  [
    'two kinds of trigger',
    withLine(14, '  - webhook: {}', '    topic: { name: t }'),
    'triggers[0]',
    14,
    5,
    /one kind; this one has 2/,
  ],
  ['bad duration', withLine(16, '  timeout: soon'), 'run.timeout', 16, 12, /must be a duration/],
  ['too long', withLine(16, '  timeout: 16m'), 'run.timeout', 16, 12, /at most 15m/],
  ['duplicate key', withLine(7, '  owner: a', '  owner: b'), '', 8, 3, /already given on line 7/],
  ['alias', withLine(7, '  owner: *me'), '', 7, 10, /alias/, /no aliases/],
  ['anchor', withLine(7, '  owner: &me x'), '', 7, 14, /anchor/],
  ['tab', withLine(7, '\towner: x'), '', 7, 1, /tab/],
  ['second document', `${good}---\na: 1\n`, '', 17, 1, /second document/],
  ['tag', withLine(7, '  owner: !!binary aGk='), '', 7, 19, /Tags/],
  ['a map as a key', withLine(7, '  ? { a: b }', '  : owner'), '', 7, 5, /plain text/],
  ['control character', withLine(7, '  owner: a\u0000b'), '', 7, 11, /U\+0000/],
  ['nothing', '# only a comment\n', '', 1, 1, /nothing here/],
]

describe('faults', () => {
  test.each(faulty)('%s', (_kind, text, path, line, column, says, remedy) => {
    const parsed = parseManifest(text)
    expect(parsed.text).toBe(text)
    expect(parsed.manifest).toBeUndefined()
    expect(parsed.faults).toHaveLength(1)
    const fault = parsed.faults[0]
    expect({ path: fault?.path, line: fault?.line, column: fault?.column }).toEqual({ path, line, column })
    expect(fault?.message).toMatch(says)
    if (remedy) expect(fault?.remedy).toMatch(remedy)
  })

  test('all are told at once, in the order of the text', () => {
    const text = withLine(10, '  size: xlarge').replace('owner: finance-data', 'ownr: x').replace('5m', 'soon')
    expect(parseManifest(text).faults.map((fault) => [fault.path, fault.line])).toEqual([
      ['metadata.owner', 4],
      ['metadata.ownr', 7],
      ['runner.size', 10],
      ['run.timeout', 16],
    ])
  })

  test('what is not UTF-8 is named by its byte, and UTF-16 by its name', () => {
    const bytes = new TextEncoder().encode(good)
    bytes[30] = 0xff
    expect(parseManifest(bytes).faults).toMatchObject([
      { line: 2, column: 13, message: 'Byte 30 (0xff) is not UTF-8.' },
    ])
    const wide = new Uint8Array([0xff, 0xfe, 0x61, 0x00])
    expect(parseManifest(wide).faults[0]?.remedy).toMatch(/UTF-16/)
  })

  test('five megabytes are refused before they are read', () => {
    expect(parseManifest('a: [1]\n'.repeat(750_000)).faults[0]?.message).toBe(
      'This is 5,127 KiB; a manifest has at most 256 KiB.',
    )
  })

  test.each([
    ['laughs', `a: &a [x, x]\n${Array.from({ length: 20 }, (_, i) => `b${i}: &b${i} [*a, *a]`).join('\n')}`, /anchor/],
    ['brackets', '['.repeat(200_000), /nested|not valid/],
    ['dashes', '- '.repeat(100_000), /nested|not valid/],
    ['deep', `a: ${'{a: '.repeat(40)}1${'}'.repeat(40)}`, /nested more than 16/],
    ['wide', Array.from({ length: 20_000 }, (_, i) => `k${i}: 1`).join('\n'), /required|not a field/],
  ])('a bomb of %s ends in a fault', (_name, text, says) => {
    expect(parseManifest(text).faults[0]?.message).toMatch(says)
  })
})

test('no input makes it throw, and each fault lies inside the text', () => {
  const lines = good.split('\n')
  const mutated = fc
    .tuple(
      fc.nat(lines.length - 1),
      fc.oneof(fc.string(), fc.constantFrom('  - ? : {', '  "', '}', '|', '<<: *x', '__proto__: 1')),
    )
    .map(([line, text]) => lines.with(line, text).join('\n'))
  fc.assert(
    fc.property(fc.oneof(mutated, fc.string()), (text) => {
      const { faults, normalised } = parseManifest(text)
      expect(faults.length === 0).toBe(normalised !== undefined)
      const height = text.split('\n').length
      for (const fault of faults) expect(fault.line ?? 1).toBeLessThanOrEqual(height)
    }),
    { numRuns: 500 },
  )
})

test.each([
  ['drivers: [{ name: "-oAPT::Update::Pre-Invoke::=id;", version: "1" }]', 'drivers[0].name'],
  ['drivers: [{ name: "libpq5,sudo", version: "1" }]', 'drivers[0].name'],
  ['drivers: [{ name: "libpq5", version: "1 -f" }]', 'drivers[0].version'],
  ['source: "a\\n/../../../etc"', 'source'],
])('a golden image with %s is refused', (part, at) => {
  const { faults } = parseManifest(`
apiVersion: barecount.io/v1
kind: RunnerManifest
metadata: { name: ledger, pipeline: ledger/export, owner: finance }
runner:
  class: dedicated_compute
  size: small
  network_profile: private_vpc
  golden_image: { base: "debian:bookworm", ${part} }
triggers: []
run: { timeout: 5m }
`)
  expect(faults.map((fault) => fault.path)).toContain(`runner.golden_image.${at}`)
})
