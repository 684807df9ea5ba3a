import { expect, test } from 'vitest'
import { readDrivers, writeDrivers } from './driver-lines.ts'

test('lines become drivers and drivers lines, an epoch and all', () => {
  const text = 'odbc-postgresql=1:13.02.0000-2\n\n  unixodbc = 2.3.11-2 '
  const drivers = [
    { name: 'odbc-postgresql', version: '1:13.02.0000-2' },
    { name: 'unixodbc', version: '2.3.11-2' },
  ]
  expect(readDrivers(text)).toEqual(drivers)
  expect(writeDrivers(drivers)).toBe('odbc-postgresql=1:13.02.0000-2\nunixodbc=2.3.11-2')
})

test('a line without a version stays, for the schema to name', () => {
  expect(readDrivers('unixodbc')).toEqual([{ name: 'unixodbc', version: '' }])
  expect(writeDrivers([{ name: 'unixodbc' }, { name: 'tdsodbc', version: '' }, 7, null])).toBe('unixodbc\ntdsodbc')
  expect(writeDrivers('not a list')).toBe('')
})
