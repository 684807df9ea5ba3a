import { execFileSync } from 'node:child_process'
import { createHash, createPublicKey } from 'node:crypto'
import fs from 'node:fs'
import { bundleFromJSON } from '@sigstore/bundle'
import { TrustedRoot } from '@sigstore/protobuf-specs'
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify'
import { beforeAll, describe, expect, test } from 'vitest'
import { preAuthenticationEncoding } from '../artifacts/sign/dsse.ts'
import type { SigstoreBundle } from '../artifacts/sign/sigstore-bundle.ts'
import { transaction } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { homePath } from '../env.ts'
import { appendEvidence } from './append-evidence.ts'
import { bundleOf, trustedRoot } from './evidence-bundle.ts'
import { logKey } from './log-key.ts'
import { type EvidenceProof, proveEvidence, tlogProof } from './prove-evidence.ts'
import { registerKeys } from './register-keys.ts'
import { integratePending } from './sequencer.ts'

let tenant: TestTenant
let proof: EvidenceProof
let bundle: SigstoreBundle

const logPublicKey = () => createPublicKey(logKey())
const append = () =>
  transaction((tx) =>
    appendEvidence(tx, { kind: 'secret.written', actor: tenant.engineer, result: 'succeeded', path: 'p', version: 1 }),
  )

beforeAll(async () => {
  await registerKeys()
  tenant = await makeTenant()
  const ids: string[] = []
  for (let n = 0; n < 11; n++) ids.push(await append())
  while (await integratePending({ limit: 4 })) {}
  proof = await proveEvidence(tenant.engineer, ids[6] as string)
  bundle = bundleOf(proof, logPublicKey())
})

/** Checks as any Sigstore tool would: signature, inclusion in the log, and the log's signed head. */
function sigstoreVerify(candidate: unknown): void {
  const root = TrustedRoot.fromJSON(trustedRoot(tenant.id, logPublicKey(), new Date(0)))
  const rawBytes = createPublicKey(proof.publicPem).export({ type: 'spki', format: 'der' })
  const trust = toTrustMaterial(root, { [proof.keyId]: { rawBytes } as never })
  new Verifier(trust, { tlogThreshold: 1, ctlogThreshold: 0, timestampThreshold: 0 }).verify(
    toSignedEntity(bundleFromJSON(candidate)),
  )
}

/** A copy of the bundle with one edit. */
function edited(edit: (copy: SigstoreBundle, entry: SigstoreBundle['verificationMaterial']['tlogEntries'][0]) => void) {
  const copy = structuredClone(bundle)
  const [entry] = copy.verificationMaterial.tlogEntries
  if (!entry) throw new Error('the bundle has no log entry')
  edit(copy, entry)
  return copy
}

describe('a Sigstore verifier', () => {
  test('accepts the bundle', () => {
    expect(() => sigstoreVerify(bundle)).not.toThrow()
  })

  test.each([
    [
      'another payload',
      () =>
        edited((copy) => {
          copy.dsseEnvelope.payload = Buffer.from('{}').toString('base64')
        }),
    ],
    [
      'another place',
      () =>
        edited((_copy, entry) => {
          entry.inclusionProof.logIndex = '5'
        }),
    ],
    [
      'another path',
      () =>
        edited((_copy, entry) => {
          entry.inclusionProof.hashes[1] = Buffer.alloc(32).toString('base64')
        }),
    ],
    [
      'another checkpoint',
      () =>
        edited((_copy, entry) => {
          entry.inclusionProof.checkpoint.envelope = proof.checkpoint.replace('\n11\n', '\n12\n')
        }),
    ],
    [
      'no proof',
      () =>
        edited((copy) => {
          copy.verificationMaterial.tlogEntries = []
        }),
    ],
  ])('refuses %s', (_what, candidate) => {
    expect(() => sigstoreVerify(candidate())).toThrow()
  })
})

test('openssl verifies the signature with the published key', () => {
  const file = (name: string, bytes: Uint8Array | string) => {
    fs.writeFileSync(homePath(name), bytes)
    return homePath(name)
  }
  const payload = Buffer.from(proof.payload, 'base64')
  const signed = file('pae', preAuthenticationEncoding('application/vnd.in-toto+json', payload))
  const signature = file('signature', Buffer.from(proof.signature, 'base64'))
  const key = file('key.pem', proof.publicPem)
  const verify = (what: string) =>
    execFileSync('openssl', ['dgst', '-sha256', '-verify', key, '-signature', signature, what], { stdio: 'pipe' })
  expect(verify(signed).toString()).toBe('Verified OK\n')
  expect(() => verify(file('other', Buffer.concat([fs.readFileSync(signed), Buffer.from(' ')])))).toThrow()
})

test('a proof file is lines of text with the checkpoint at its end', () => {
  const [header, index, ...rest] = tlogProof(proof).split('\n')
  expect([header, index]).toEqual(['c2sp.org/tlog-proof@v1', 'index 6'])
  expect(rest.slice(0, proof.hashes.length)).toEqual(proof.hashes)
  expect(rest[proof.hashes.length]).toBe('')
  expect(rest.slice(proof.hashes.length + 1).join('\n')).toBe(proof.checkpoint)
})

test('the leaf commits to the payload', () => {
  const digest = createHash('sha256').update(Buffer.from(proof.payload, 'base64')).digest('base64')
  expect(JSON.parse(Buffer.from(proof.body, 'base64').toString()).spec.dsseV002.payloadHash.digest).toBe(digest)
})

test('what is not in the log yet, unknown or foreign has no proof', async () => {
  const pending = await append()
  await expect(proveEvidence(tenant.engineer, pending)).rejects.toMatchObject({ code: 'invalid_state' })
  const other = await makeTenant()
  await expect(proveEvidence(other.engineer, pending)).rejects.toMatchObject({ code: 'not_found' })
  await expect(proveEvidence(tenant.engineer, 'evd_none')).rejects.toMatchObject({ code: 'not_found' })
})
