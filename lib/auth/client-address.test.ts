import { expect, test } from 'vitest'
import { clientAddress } from './client-address.ts'

test.each([
  [undefined, 'local'],
  [null, 'local'],
  ['', 'local'],
  ['203.0.113.7', '203.0.113.7'],
  ['1.2.3.4, 203.0.113.7', '203.0.113.7'],
  ['made,up,1.1.1.1 , 2001:db8::1', '2001:db8::1'],
])('%s counts as %s', (header, address) => {
  expect(clientAddress(header)).toBe(address)
})

test('an address is of bounded length', () => {
  expect(clientAddress('x'.repeat(10_000))).toHaveLength(64)
})
