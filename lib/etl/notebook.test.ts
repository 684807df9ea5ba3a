import { expect, test } from 'vitest'
import { placeInNotebook, readNotebook } from './notebook.ts'

type Cell = { cell_type: string; source: string | string[]; execution_count?: number; outputs?: unknown[] }
const code = (source: string | string[], more = {}): Cell => ({ cell_type: 'code', source, ...more })
const written = (cells: Cell[], metadata: unknown = { kernelspec: { name: 'duckdb', language: 'sql' } }, more = {}) =>
  JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5, ...more })

test('cells become a script in order, and know where they begin', () => {
  const { script, cells, language } = readNotebook(
    written([
      { cell_type: 'markdown', source: '# Title' },
      code('%%sql\ncreate table t as\n  select 1;'),
      code(['-- @finish\n', 'from t']),
    ]),
    'a.ipynb',
  )
  expect(language).toBe('sql')
  expect(script).toBe('\ncreate table t as\n  select 1;\n-- @finish\nfrom t\n')
  expect(cells).toEqual([
    { cell: 2, line: 1 },
    { cell: 3, line: 4 },
  ])
  expect(placeInNotebook(cells, 5)).toEqual({ cell: 3, line: 2 })
})

test('outputs, counts and the editor’s own notes do not change what is packed', () => {
  const plain = readNotebook(written([code('select 1')]), 'a.ipynb')
  const ran = readNotebook(
    written([code('select 1', { execution_count: 7, outputs: [{ output_type: 'stream', text: 'secret' }] })], {
      kernelspec: { name: 'duckdb', language: 'sql' },
      widgets: { state: 1 },
    }),
    'a.ipynb',
  )
  expect(ran.stripped).toBe(plain.stripped)
  expect(JSON.parse(plain.stripped)).toMatchObject({ nbformat: 4, cells: [{ outputs: [], execution_count: null }] })
})

test.each([
  [{ kernelspec: { name: 'python3', display_name: 'Python 3' } }, 'python'],
  [{ language_info: { name: 'python', version: '3.12' } }, 'python'],
  [{ kernelspec: { name: 'xsql' } }, 'sql'],
])('%j runs as %s', (metadata, language) => {
  expect(readNotebook(written([code('x')], metadata), 'a.ipynb').language).toBe(language)
})

test.each([
  ['{ "cells": [', 'a.ipynb is not JSON'],
  [written([code('x')], {}), 'names no kernel'],
  [written([code('x')], { kernelspec: { name: 'ir', language: 'R' } }), 'wants the kernel R, ir'],
  [written([code('x')], undefined, { nbformat: 3 }), 'is of nbformat 3'],
  [written([{ cell_type: 'widget', source: '' }]), 'is not a notebook at cells.0.cell_type'],
  [written([{ cell_type: 'markdown', source: 'text' }]), 'has no code cells'],
  [written([code('1\n!pip install x')], { kernelspec: { name: 'python3' } }), 'cell 1, line 2: !pip works only'],
  ['[]', 'is not a notebook'],
])('%s is refused with what to do', (text, message) => {
  expect(() => readNotebook(text, 'a.ipynb')).toThrow(
    expect.objectContaining({
      code: 'build_failed',
      message: expect.stringContaining(message),
      remedy: expect.any(String),
    }),
  )
})
