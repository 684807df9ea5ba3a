import { expect, test } from 'vitest'
import { hashPassword, verifyPassword } from './password.ts'

test('the right password verifies, another does not, and no account never does', async () => {
  const stored = await hashPassword('correct horse battery')
  expect(await verifyPassword('correct horse battery', stored)).toBe(true)
  expect(await verifyPassword('correct horse batterx', stored)).toBe(false)
  expect(await verifyPassword('correct horse battery', null)).toBe(false)
})

test('the same password is stored differently each time', async () => {
  expect(await hashPassword('twice')).not.toBe(await hashPassword('twice'))
})

test('composed and decomposed letters are the same password', async () => {
  expect(await verifyPassword('cafe\u0301', await hashPassword('caf\u00e9'))).toBe(true)
})
