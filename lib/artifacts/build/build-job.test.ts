import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { findPython } from '../../etl/find-python.ts'
import { blobPath, putBlob } from '../blobs.ts'
import { type RawEntry, rawZip } from '../testing/raw-zip.ts'
import { temporaryHome } from '../testing/temp-home.ts'
import { buildJob } from './build-job.ts'

const home = temporaryHome()
const python = await findPython()
if (!python) console.warn('Skipped: this host has no python3.')

type Engine = 'sql' | 'python' | 'notebook'

async function build(files: Record<string, string | Buffer> | RawEntry[], engine: Engine = 'sql', entry = 'main.sql') {
  const entries = Array.isArray(files)
    ? files
    : Object.entries(files).map(([name, content]) => ({ name: `job/${name}`, content }))
  const { digest } = await putBlob(rawZip(entries))
  const lines: string[] = []
  const source = { digest, kind: 'zip' as const }
  const job = { source: './job', engine, entry }
  const built = await buildJob({ source, job, log: (line) => lines.push(line) })
  return { ...built, lines, listed: listOf(built.digest) }
}

const listOf = (digest: string) =>
  execFileSync('unzip', ['-Z1', blobPath(digest)], { encoding: 'utf8' })
    .trim()
    .split('\n')
const contentOf = (digest: string, name: string) =>
  execFileSync('unzip', ['-p', blobPath(digest), name], { encoding: 'utf8' })

const notebook = (cells: string[], more: object = {}) =>
  JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: 'duckdb', language: 'sql' } },
    cells: cells.map((source) => ({ cell_type: 'code', metadata: {}, outputs: [], execution_count: null, source })),
    ...more,
  })

test('the package holds the folder and what the build understood of it', async () => {
  const built = await build({ 'main.sql': '-- @partition a.csv\nselect 1 as x', 'data/t.csv': 'a\n1\n' })
  expect(built.listed).toEqual(['.barecount/job.json', 'data/t.csv', 'main.sql'])
  expect(JSON.parse(contentOf(built.digest, '.barecount/job.json'))).toMatchObject({
    language: 'sql',
    entry: 'main.sql',
    partition: { output: { name: 'a', format: 'csv' }, query: { line: 2, text: 'select 1 as x' } },
  })
  expect(built.facts).toEqual({ entries: 3, language: 'sql', dependencies: 'none', unpinned: [] })
  expect(fs.readdirSync(path.join(home, 'builds'))).toEqual([])
})

test('the order of the upload and the outputs of a notebook do not change the digest', async () => {
  const ran = JSON.parse(notebook(['select 1 as x'])) as { cells: object[] }
  Object.assign(ran.cells[0] as object, { execution_count: 9, outputs: [{ output_type: 'stream', text: 'x' }] })
  const data = { name: 'job/data/t.csv', content: 'a\n1\n' }
  const one = await build([{ name: 'job/n.ipynb', content: notebook(['select 1 as x']) }, data], 'notebook', 'n.ipynb')
  const other = await build([data, { name: 'job/n.ipynb', content: JSON.stringify(ran) }], 'notebook', 'n.ipynb')
  expect(other.digest).toBe(one.digest)
  expect(one.listed).toContain('.barecount/script.sql')
  expect(contentOf(one.digest, 'n.ipynb')).not.toContain('stream')
})

test.each([
  [
    'a syntax error',
    { 'main.sql': 'create table t as select 1;\nselct 2;' },
    'main.sql line 2, column 1: Parser Error: syntax error at or near "selct"',
  ],
  [
    'what never ends',
    { 'main.sql': "select 1;\n\nselect 'open" },
    'main.sql line 3, column 8: Parser Error: unterminated quoted string',
  ],
  [
    'what is not for jobs',
    { 'main.sql': 'install httpfs;\nselect 1' },
    'main.sql line 1, column 1: INSTALL HTTPFS is not for jobs',
  ],
  ['an empty script', { 'main.sql': '-- nothing\n' }, 'main.sql line 1, column 1: The script ends without a query'],
  ['a missing entry', { 'other.sql': 'select 1' }, 'There is no file main.sql in the job'],
  [
    'the folder of the build',
    { 'main.sql': 'select 1', '.barecount/job.json': '{}' },
    'The folder .barecount is the build',
  ],
])('%s is refused with its place', async (_name, files, message) => {
  await expect(build(files)).rejects.toMatchObject({
    code: 'build_failed',
    message: expect.stringContaining(message),
    remedy: expect.any(String),
  })
})

test('an error in a notebook is told by cell', async () => {
  const files = { 'n.ipynb': notebook(['select 1;', '\nselct 2']) }
  await expect(build(files, 'notebook', 'n.ipynb')).rejects.toThrow('n.ipynb cell 2, line 2, column 1: Parser Error')
})

test('a notebook without a kernel and one that is no JSON say what to do', async () => {
  const files = { 'n.ipynb': notebook(['select 1'], { metadata: {} }), 'broken.ipynb': '{"cells": [' }
  await expect(build(files, 'notebook', 'n.ipynb')).rejects.toMatchObject({
    code: 'build_failed',
    message: expect.stringContaining('names no kernel'),
    remedy: expect.stringContaining('choose a kernel'),
  })
  await expect(build(files, 'notebook', 'broken.ipynb')).rejects.toThrow('broken.ipynb is not JSON')
})

test('hostile archives and entries that are links are refused whole', async () => {
  await expect(build([{ name: '../main.sql', content: 'select 1' }])).rejects.toMatchObject({ code: 'hostile_archive' })
  await expect(build([{ name: 'job/main.sql', content: '/etc/passwd', mode: 0o120777 }])).rejects.toMatchObject({
    code: 'hostile_archive',
  })
  const deep = `select ${'('.repeat(100_000)}1${')'.repeat(100_000)}`
  await expect(build({ 'main.sql': deep })).rejects.toMatchObject({ code: 'build_failed' })
})

test('unpinned requirements are told with their line, whatever the language', async () => {
  const built = await build({ 'main.sql': 'select 1', 'requirements.txt': 'a==1\nb>=2\n', 'vendor/a.py': '' })
  expect(built.facts).toMatchObject({ dependencies: 'vendored', unpinned: [{ line: 2, name: 'b', spec: 'b>=2' }] })
  expect(built.lines.join('\n')).toContain('requirements.txt line 2: b>=2 is not pinned')
})

describe.runIf(python)('Python', () => {
  test('functions of the contract are found, and nothing is run', async () => {
    const script = 'import os\nos.abort()\ndef partition(job):\n    yield {}\ndef other(): pass\n'
    const built = await build({ 'main.py': script }, 'python', 'main.py')
    expect(JSON.parse(contentOf(built.digest, '.barecount/job.json'))).toMatchObject({
      functions: ['partition'],
      script: 'main.py',
    })
  })

  test('a syntax error has its place', async () => {
    await expect(build({ 'main.py': 'x = 1\ny = (\n' }, 'python', 'main.py')).rejects.toThrow(
      /main\.py line 2, column 5: .*never closed/,
    )
  })

  const pip = python && pipOf(python.program)
  test.runIf(pip)('wheels of the job are installed as listed, to the same digest each time', async () => {
    const files = {
      'main.py': 'import pebble\n',
      'requirements.txt': 'pebble==1.0\n',
      'wheels/pebble-1.0-py3-none-any.whl': wheel(),
    }
    const built = await build(files, 'python', 'main.py')
    expect(built.listed).toContain('vendor/pebble.py')
    expect(built.facts).toMatchObject({ dependencies: 'installed', unpinned: [] })
    expect(built.materials.at(-1)).toMatchObject({ uri: 'file:requirements.txt' })
    expect((await build(files, 'python', 'main.py')).digest).toBe(built.digest)
    const missing = { ...files, 'requirements.txt': 'pebble==2.0\n' }
    await expect(build(missing, 'python', 'main.py')).rejects.toThrow('No matching distribution found for pebble==2.0')
  })

  test.each(['-r other.txt', '--extra-index-url https://x.example', 'a @ https://x.example/a.whl', './a.whl'])(
    '%s is refused with its line',
    async (line) => {
      await expect(
        build({ 'main.py': '', 'requirements.txt': `# first\n${line}\n` }, 'python', 'main.py'),
      ).rejects.toThrow('requirements.txt line 2: only names')
    },
  )
})

function pipOf(program: string): boolean {
  try {
    execFileSync(program, ['-m', 'pip', '--version'], { stdio: 'ignore' })
    return true
  } catch {
    console.warn('Skipped: python3 has no pip here.')
    return false
  }
}

function wheel(): Buffer {
  const info = 'pebble-1.0.dist-info'
  return rawZip([
    { name: 'pebble.py', content: 'size = 1\n' },
    { name: `${info}/METADATA`, content: 'Metadata-Version: 2.1\nName: pebble\nVersion: 1.0\n' },
    {
      name: `${info}/WHEEL`,
      content: 'Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
    },
    { name: `${info}/RECORD`, content: `pebble.py,,\n${info}/METADATA,,\n${info}/WHEEL,,\n${info}/RECORD,,\n` },
  ])
}
