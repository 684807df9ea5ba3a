import { expect, test } from 'vitest'
import { chosenColumns, usualColumns, withColumn } from './run-columns.ts'

test('columns keep their order, whatever the address says, and strange ones are passed over', () => {
  expect(chosenColumns('cost,status,nonsense')).toEqual(['runner', 'status', 'cost'])
  expect(chosenColumns('nonsense')).toEqual(usualColumns)
  expect(chosenColumns(undefined)).toEqual(usualColumns)
})

test('the usual choice leaves no trace in the address', () => {
  const more = withColumn(usualColumns, 'cost', true)
  expect(chosenColumns(more)).toContain('cost')
  expect(withColumn(chosenColumns(more), 'cost', false)).toBe('')
})
