import { expect, test } from 'vitest'
import { splitSql } from './split-sql.ts'

const texts = (script: string) => splitSql(script).map((part) => ('text' in part ? part.text : `@${part.marker}`))

test.each([
  ['select 1; select 2', ['select 1', 'select 2']],
  ["select 'a;b''c;'; select 2;", ["select 'a;b''c;'", 'select 2']],
  ['select "a;b"; select 2', ['select "a;b"', 'select 2']],
  ["select e'it\\'s;'; select price';'", ["select e'it\\'s;'", "select price';'"]],
  ['select $$a;b$$, $t$;$$;$t$; select $1', ['select $$a;b$$, $t$;$$;$t$', 'select $1']],
  ['/* a; /* b; */ c; */ select 1 -- x; y\n+ 1;', ['select 1 -- x; y\n+ 1']],
  ["select 1; select 'open; select 2", ['select 1', "select 'open; select 2"]],
  [';;\n ; -- only a comment\n', []],
])('%j', (script, expected) => {
  expect(texts(script)).toEqual(expected)
})

test('each statement and marker knows where it stands', () => {
  const script = '-- @prepare\ncreate table t as\n  select 1;  select 2;\n\n  -- @partition routes.parquet\n\tselect 3'
  expect(splitSql(script)).toEqual([
    { marker: 'prepare', line: 1 },
    { text: 'create table t as\n  select 1', line: 2, column: 1 },
    { text: 'select 2', line: 3, column: 14 },
    { marker: 'partition routes.parquet', line: 5 },
    { text: 'select 3', line: 6, column: 2 },
  ])
})

test('a marker inside a statement or a string is a comment like any other', () => {
  expect(texts("select 1 -- @finish\n, '-- @finish'")).toEqual(["select 1 -- @finish\n, '-- @finish'"])
})

// A pattern that backtracks would not come to its end.
test('a hostile script is split', () => {
  const hostile = [
    `${'/*'.repeat(100_000)} ${"'".repeat(100_001)} ${'$a'.repeat(100_000)}`,
    '$a$'.repeat(100_000),
    "e'\\".repeat(100_000),
  ]
  expect(hostile.map((script) => texts(script).length)).toEqual([0, 1, 1])
})
