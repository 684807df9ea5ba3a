import { expect, test } from 'vitest'
import type { VoteAssertion } from './schema.ts'
import { softwareAuthenticator } from './testing/software-authenticator.ts'
import { faultOfAssertion } from './verify-assertion.ts'
import { voteChallenge } from './vote-challenge.ts'

const vouched = { approvalId: 'apr_1', decisionDigest: `sha256:${'a'.repeat(64)}`, verdict: 'approve' }
const origin = 'http://localhost:4400'
const authenticator = softwareAuthenticator()

function proof(wrong: Parameters<typeof authenticator.get>[1] = {}): VoteAssertion {
  const { id, response } = authenticator.get(voteChallenge(vouched, 'n1'), wrong)
  const { clientDataJSON, authenticatorData, signature } = response
  const said = { nonce: 'n1', credentialId: id, publicKey: authenticator.spki, rpId: 'localhost', origin }
  return { ...said, clientDataJSON, authenticatorData, signature }
}

test('a stranger sees that exactly this was vouched for', () => {
  expect(faultOfAssertion(vouched, proof())).toBeUndefined()
})

test('the challenge is SHA-256 of the canonical JSON, as the format says', () => {
  // printf '{"approvalId":"apr_1",…,"verdict":"approve"}' | openssl dgst -sha256 -binary | base64url
  expect(voteChallenge({ approvalId: 'apr_1', decisionDigest: 'sha256:00', verdict: 'approve' }, 'n1')).toBe(
    'D6q1Ht8eeSxcAZ8tvTHW2MrbpNCaonLydOoRz1-XoE8',
  )
})

test.each([
  ['another request', { approvalId: 'apr_2' }, {}, 'another request'],
  ['another digest', { decisionDigest: `sha256:${'b'.repeat(64)}` }, {}, 'another request'],
  ['another verdict', { verdict: 'reject' }, {}, 'another request'],
  ['another nonce', {}, { nonce: 'n2' }, 'another request'],
  ['another key', {}, { publicKey: softwareAuthenticator().spki }, 'signature does not match'],
  ['another signature', {}, { signature: proof().signature }, 'signature does not match'],
  ['another host', {}, proof({ host: 'evil.test' }), 'another host'],
  ['another address', {}, proof({ origin: 'http://evil.test' }), 'another address'],
  ['nobody checked', {}, proof({ flags: 0x01 }), 'did not check'],
  ['no client data', {}, { clientDataJSON: 'bm90IGpzb24' }, 'not an answer'],
  ['authenticator data cut short', {}, { authenticatorData: 'AAAA' }, 'cut short'],
])('%s is not what was vouched for', (_name, claim, change, fault) => {
  expect(faultOfAssertion({ ...vouched, ...claim }, { ...proof(), ...change })).toContain(fault)
})
