import fs from 'node:fs'
import { expect, test } from 'vitest'
import { BareCountError, errorCodes } from './errors.ts'

test('the documentation says what to check for every code, and knows no other', () => {
  const page = fs.readFileSync('docs/errors.md', 'utf8')
  const rows = [...page.matchAll(/^\| `(\w+)` \| (\d+) \|/gm)].map(([, code, status]) => [code, Number(status)])
  expect(Object.fromEntries(rows)).toEqual(
    Object.fromEntries(Object.entries(errorCodes).map(([code, { status }]) => [code, status])),
  )
})

test('an error carries its status, faults and remedy', () => {
  const error = new BareCountError('invalid_input', 'No.', {
    faults: [{ path: 'a.b', message: 'Missing.' }],
    remedy: 'Add it.',
  })
  expect(error).toMatchObject({ status: 422, code: 'invalid_input', remedy: 'Add it.', faults: [{ path: 'a.b' }] })
})
