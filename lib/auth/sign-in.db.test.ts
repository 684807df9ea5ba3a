import { expect, test } from 'vitest'
import { unsafeDb } from '../db/client.ts'
import { makeTenant } from '../db/testing/world.ts'
import { hashPassword } from './password.ts'
import { signInWithPassword } from './sign-in.ts'

test('an e-mail address in any case and the password sign in; a disabled account does not', async () => {
  const { engineer } = await makeTenant()
  const where = { id: engineer.userId }
  await unsafeDb.user.update({ where, data: { passwordHash: await hashPassword('right') } })
  const email = ` ${engineer.label.toUpperCase()} `
  expect(await signInWithPassword(email, 'right', 'here')).toMatchObject({ id: engineer.userId })
  expect(await signInWithPassword(email, 'wrong', 'here')).toBeUndefined()
  await unsafeDb.user.update({ where, data: { disabledAt: new Date() } })
  expect(await signInWithPassword(email, 'right', 'here')).toBeUndefined()
})

test.each([
  ['an address with NUL', 'a\0@b.test', 'x'],
  ['an address longer than mail allows', `${'a'.repeat(9000)}@b.test`, 'x'],
  ['an endless password', 'a@b.test', 'x'.repeat(501)],
])('%s matches no account and breaks nothing', async (_what, email, password) => {
  expect(await signInWithPassword(email, password, 'there')).toBeUndefined()
})
