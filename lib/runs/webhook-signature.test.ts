import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { signWebhook, verifyWebhook } from './webhook-signature.ts'

const now = new Date('2026-11-24T10:00:00Z')
const at = now.getTime() / 1000
const body = '{"order":1}'
const signature = signWebhook('secret', at, 'd-1', body)
const given = { delivery: 'd-1', body, signature }
const bad = expect.objectContaining({ code: 'bad_signature' })

test('a signature made with openssl verifies', () => {
  const made = execFileSync('openssl', ['dgst', '-sha256', '-hmac', 'secret'], { input: `${at}.d-1.{"order":1}` })
  const hex = made.toString().trim().split('= ')[1]
  verifyWebhook('secret', { ...given, signature: `t=${at},v1=${hex}` }, now)
  expect(signature).toBe(`t=${at},v1=${hex}`)
})

test.each([
  ['no header', { signature: null }],
  ['nonsense', { signature: 'hello' }],
  ['no time', { signature: signature.replace(/t=\d+,/, '') }],
  ['another time', { signature: signature.replace(/t=\d+/, `t=${at + 1}`) }],
  ['another body', { signature, body: '{"order":2}' }],
  ['another delivery', { signature, delivery: 'd-2' }],
  ['half a signature', { signature: signature.slice(0, -32) }],
  ['an empty one', { signature: `t=${at},v1=` }],
])('%s does not verify', (_name, change) => {
  expect(() => verifyWebhook('secret', { ...given, ...change }, now)).toThrow(bad)
})

test('another secret does not verify, one of two does', () => {
  expect(() => verifyWebhook('other', given, now)).toThrow(bad)
  const both = `${signWebhook('old', at, 'd-1', body)},${signature.split(',')[1]}`
  verifyWebhook('secret', { ...given, signature: both }, now)
})

test('five minutes either way count, more do not', () => {
  const after = (seconds: number) => () => verifyWebhook('secret', given, new Date(now.getTime() + seconds * 1000))
  expect(after(300)).not.toThrow()
  expect(after(-300)).not.toThrow()
  expect(after(301)).toThrow(bad)
  expect(after(-301)).toThrow(bad)
})
