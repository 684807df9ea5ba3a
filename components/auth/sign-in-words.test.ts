import { expect, test } from 'vitest'
import { safeReturn, signInRefusal } from './sign-in-words.ts'

const base = 'http://localhost:4400'

test.each([
  [undefined, '/'],
  ['/manifests?q=a', '/manifests?q=a'],
  ['http://localhost:4400/runs', '/runs'],
  ['https://evil.example/x', '/'],
  ['//evil.example', '/'],
  ['\\\\evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/.//evil.example', '/evil.example'],
  ['http://localhost:4400//evil.example/x?q=1', '/evil.example/x?q=1'],
])('after signing in with %s one lands on %s', (returnTo, landing) => {
  expect(safeReturn(returnTo, base)).toBe(landing)
})

test('a wrong password does not say which half was wrong', () => {
  expect(signInRefusal('CredentialsSignin')?.title).toMatch(/address and password/)
})

test('an unknown error keeps its code', () => {
  expect(signInRefusal('OAuthCallback')?.code).toBe('OAuthCallback')
  expect(signInRefusal(undefined)).toBeUndefined()
})
