import { generateKeyPairSync } from 'node:crypto'
import { bundleFromJSON } from '@sigstore/bundle'
import { PublicKeyDetails } from '@sigstore/protobuf-specs'
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify'
import { expect, test } from 'vitest'
import { makeProvenance } from './provenance.ts'
import { signStatement } from './sign-statement.ts'
import { signerOf } from './signer.ts'
import type { SigstoreBundle } from './sigstore-bundle.ts'
import { makeStatement, predicateTypes } from './statement.ts'
import { verifyBundle } from './verify-bundle.ts'

const newSigner = () => signerOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)
const signer = newSigner()
const sha256 = 'ab'.repeat(32)
const provenance = makeProvenance({
  artifact: { name: 'orders-webhook.zip', sha256 },
  buildType: 'https://barecount.io/build-types/function-zip/v1',
  externalParameters: { runtime: 'nodejs' },
  materials: [{ uri: 'source:orders.zip', digest: { sha256: 'cd'.repeat(32) } }],
  builderVersion: { node: '24.21.0' },
  invocationId: 'dep_1',
  startedAt: new Date(0),
  finishedAt: new Date(1000),
})
const trust = { trustedKeys: [newSigner().publicKeyPem, signer.publicKeyPem] }

/** What somebody else's verifier, given only the public key, says of a bundle. */
function sigstoreVerifies(bundle: SigstoreBundle): boolean {
  const empty = { mediaType: '', certificateAuthorities: [], ctlogs: [], tlogs: [], timestampAuthorities: [] }
  const key = { rawBytes: signer.publicKeyDer, keyDetails: PublicKeyDetails.PKIX_ECDSA_P256_SHA_256 }
  const material = toTrustMaterial(empty, { [signer.keyId]: key })
  const thresholds = { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 }
  try {
    new Verifier(material, thresholds).verify(toSignedEntity(bundleFromJSON(bundle)))
    return true
  } catch {
    return false
  }
}

const withPayload = (bundle: SigstoreBundle, statement: object): SigstoreBundle => ({
  ...bundle,
  dsseEnvelope: { ...bundle.dsseEnvelope, payload: Buffer.from(JSON.stringify(statement)).toString('base64') },
})

test('our verifier and @sigstore/verify agree on a good bundle', async () => {
  const bundle = JSON.parse(JSON.stringify(await signStatement(signer, provenance)))
  expect(sigstoreVerifies(bundle)).toBe(true)
  expect(verifyBundle(bundle, { ...trust, sha256, predicateType: predicateTypes.provenance })).toEqual(provenance)
})

test('both refuse an edited payload', async () => {
  const bundle = withPayload(await signStatement(signer, provenance), { ...provenance, predicateType: 'x' })
  expect(sigstoreVerifies(bundle)).toBe(false)
  expect(() => verifyBundle(bundle, trust)).toThrow('does not match')
})

test('a key that is not trusted is named', async () => {
  const stranger = newSigner()
  const bundle = await signStatement(stranger, provenance)
  expect(() => verifyBundle(bundle, trust)).toThrow(stranger.keyId)
})

test('a hint that names another trusted key does not help', async () => {
  const [other, own] = [newSigner(), await signStatement(signer, provenance)]
  own.verificationMaterial.publicKey.hint = other.keyId
  expect(() => verifyBundle(own, { trustedKeys: [other.publicKeyPem] })).toThrow('does not match')
})

test('a statement about something else, or of another kind, is refused', async () => {
  const bundle = await signStatement(signer, provenance)
  expect(() => verifyBundle(bundle, { ...trust, sha256: 'ef'.repeat(32) })).toThrow('is not about')
  expect(() => verifyBundle(bundle, { ...trust, predicateType: predicateTypes.sbom })).toThrow('not a')
})

test.each([[null], ['text'], [{}], [{ mediaType: 'application/json' }]])('%j is not a bundle', (value) => {
  expect(() => verifyBundle(value, trust)).toThrow('not a Sigstore bundle')
})

test('a statement needs a subject with a digest', () => {
  expect(() => makeStatement([], 'x', {})).toThrow('subjects')
  expect(() => makeStatement([{ name: 'a', digest: { sha256: 'AB' } }], 'x', {})).toThrow('lower-case hex')
})
