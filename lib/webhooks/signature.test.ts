import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { isSigned, signatureOf } from './signature.ts'

const body = '{"kind":"ping"}'
const at = 1_770_000_000
const now = new Date(at * 1000)
const header = signatureOf(['whsec_a'], at, body)

test('a body is signed for its secret, its text and its moment', () => {
  expect(isSigned('whsec_a', header, body, now)).toBe(true)
  expect(isSigned('whsec_b', header, body, now)).toBe(false)
  expect(isSigned('whsec_a', header, `${body} `, now)).toBe(false)
  expect(isSigned('whsec_a', header.replace(String(at), String(at + 1)), body, now)).toBe(false)
})

test('five minutes on either side count, the second after does not', () => {
  const after = (seconds: number) => isSigned('whsec_a', header, body, new Date((at + seconds) * 1000))
  expect([300, -300].map(after)).toEqual([true, true])
  expect([301, -301].map(after)).toEqual([false, false])
})

test('while a secret is rotated both are signed for', () => {
  const both = signatureOf(['whsec_new', 'whsec_old'], at, body)
  expect(isSigned('whsec_new', both, body, now)).toBe(true)
  expect(isSigned('whsec_old', both, body, now)).toBe(true)
})

test.each([undefined, '', 't=,v1=', 'v1=00', `t=${at}`, `t=${at},v1=zz`, 't=1e999,v1=00'])(
  '%s is no signature',
  (bad) => {
    expect(isSigned('whsec_a', bad, body, now)).toBe(false)
  },
)

test('openssl comes to the same', () => {
  const digest = execFileSync('openssl', ['dgst', '-sha256', '-hmac', 'whsec_a', '-r'], { input: `${at}.${body}` })
  expect(header).toBe(`t=${at},v1=${digest.toString().slice(0, 64)}`)
})
