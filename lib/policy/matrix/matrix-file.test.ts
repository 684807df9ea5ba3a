import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { classRules, dataClassifications, networkProfiles, runnerClasses } from '../../manifests/classes.ts'
import { rowKey } from './edit-matrix.ts'
import { readMatrixFile } from './read-matrix-file.ts'
import type { MatrixRow } from './schema.ts'
import { matrixCsv, matrixYaml } from './write-matrix-file.ts'

const known = { environments: ['dev', 'test', 'prod, eu'] }
const head = 'environment,classification,class,size,profile,allowed'
const faultsOf = (...lines: string[]) =>
  readMatrixFile(lines.join('\n'), known).faults.map(
    ({ path, line, message, remedy }) => `${line} ${path}: ${message} ${remedy ?? ''}`,
  )

const rows = fc.uniqueArray(
  fc.constantFrom(...runnerClasses).chain((name) =>
    fc.record<MatrixRow>({
      environment: fc.constantFrom('', ...known.environments),
      classification: fc.constantFrom<MatrixRow['classification']>('', ...dataClassifications),
      class: fc.constant(name),
      size: fc.constantFrom(...classRules[name].sizes),
      profile: fc.constantFrom(...networkProfiles),
      allowed: fc.boolean(),
    }),
  ),
  { selector: rowKey, minLength: 1, maxLength: 60 },
)

test.each([
  ['CSV', matrixCsv],
  ['YAML', matrixYaml],
])('what is downloaded as %s is read again as it was', (_, write) => {
  fc.assert(
    fc.property(rows, (all) => {
      expect(readMatrixFile(write(all), known)).toEqual({ rows: all, faults: [] })
    }),
  )
})

describe('a file with faults', () => {
  test('a thousand of them are all named, and there are no rows', () => {
    const lines = Array.from({ length: 1000 }, (_, at) => `,,serverless,smal${at},vpn,allowed`)
    const file = readMatrixFile([head, 'dev,public,serverless,small,vpn,allowed', ...lines].join('\n'), known)
    expect(file.rows).toBeUndefined()
    expect(file.faults).toHaveLength(1000)
    expect(file.faults.at(-1)).toMatchObject({ path: 'size', line: 1002 })
  })
  test('each says its line, its column, what was expected and what was meant', () => {
    expect(faultsOf(head, 'any,any,serverles,small,vpn,allowed')).toEqual([
      '2 class: “serverles” is no class. Did you mean serverless? Expected serverless, container, managed_etl or dedicated_compute.',
    ])
    expect(faultsOf(head, 'production,secret,container,huge,vpn,perhaps')).toHaveLength(4)
    expect(faultsOf(head, ',,serverless,xlarge,vpn,yes')).toEqual([
      '2 size: serverless has no size xlarge. Expected small, medium or large.',
    ])
    expect(faultsOf(head, ',,container,small,,yes')).toEqual([
      expect.stringContaining('2 profile: The network profile is missing. Write public_vpc_egress'),
    ])
  })
  test('columns that are wrong are named before any line is read', () => {
    expect(faultsOf('clas,size,profile,allowed', 'x,y,z,w')).toEqual([
      '1 clas: “clas” is no column of a matrix. Did you mean class?',
      '1 class: The column class is missing. Add class.',
    ])
  })
  test('lines of another length, and two about the same', () => {
    const line = ',,container,small,vpn,allowed'
    expect(faultsOf(head, line, 'a,b', '*,any,container,small,vpn,denied')).toEqual([
      '3 : The line has 2 cells, and the first one names 6 columns. Quote a cell that holds the separator.',
      '4 : It is about the same as line 2. Keep one of them.',
    ])
  })
  test.each(['', '\n\n', head, 'matrix: []', 'matrix: 3', '[', 'matrix:\n  - 7'])('nothing to read in %j', (text) => {
    expect(readMatrixFile(text, known).faults.length).toBeGreaterThan(0)
  })
  test('YAML names the place of a value', () => {
    const text = 'matrix:\n  - { class: container, size: smal, profile: vpn, allowed: true }\n'
    expect(readMatrixFile(text, known).faults).toEqual([
      expect.objectContaining({ path: 'size', line: 2, column: 31, message: '“smal” is no size.' }),
    ])
  })
})

test('spreadsheets that part cells with semicolons, quote them, and begin with a mark are read', () => {
  const text = '\uFEFFclass;size;profile;allowed;environment\r\n"container";Small;vpn;TRUE;"prod, eu"\r\n'
  expect(readMatrixFile(text, known).rows).toEqual([
    { environment: 'prod, eu', classification: '', class: 'container', size: 'small', profile: 'vpn', allowed: true },
  ])
})
