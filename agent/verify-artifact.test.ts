import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { signStatement } from '#lib/artifacts/sign/sign-statement.ts'
import { type Signer, signerOf } from '#lib/artifacts/sign/signer.ts'
import { makeStatement, predicateTypes } from '#lib/artifacts/sign/statement.ts'
import { specOf } from '#lib/provisioning/targets/local/testing/function-fixture.ts'
import { refusalOfArtifact } from './verify-artifact.ts'

const newSigner = () => signerOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)
const [own, stranger] = [newSigner(), newSigner()]
const sha256 = 'a'.repeat(64)
const digest = `sha256:${sha256}`

function provenance(signer: Signer, about = sha256) {
  const predicate = { runDetails: { metadata: { finishedOn: '2026-11-01T00:00:00Z' } } }
  const subjects = [{ name: 'orders', digest: { sha256: about } }]
  return signStatement(signer, makeStatement(subjects, predicateTypes.provenance, predicate))
}
const keyOf = (signer: Signer, validUntil: Date | null = null) => ({
  keyId: signer.keyId,
  publicPem: signer.publicKeyPem,
  validFrom: new Date(0),
  validUntil,
})
const carried = { digest, trustedKeys: [keyOf(own)] }
const run = (bundles: unknown[], artifactDigest = digest) => ({
  artifact: { digest, kind: 'function_zip', bundles },
  spec: specOf({ artifactDigest }),
})

test('what a pinned key signed may run, whatever else came with it', async () => {
  expect(refusalOfArtifact(run([await provenance(own)]), carried)).toBeUndefined()
  const both = [await provenance(stranger), await provenance(own)]
  expect(refusalOfArtifact(run(both), { ...carried, digest: undefined })).toBeUndefined()
})

test('anything else may not, and it says why', async () => {
  const good = await provenance(own)
  expect(refusalOfArtifact(run([]), carried)).toContain('no statement')
  expect(refusalOfArtifact(run([await provenance(stranger)]), carried)).toContain('not trusted here')
  expect(refusalOfArtifact(run([await provenance(own, 'b'.repeat(64))]), carried)).toContain('not about')
  expect(refusalOfArtifact(run([good], `sha256:${'b'.repeat(64)}`), carried)).toContain('came with')
  expect(refusalOfArtifact(run([good]), { ...carried, digest: `sha256:${'c'.repeat(64)}` })).toContain('carries')
})

test('a key that has ended counts for what was built before', async () => {
  const good = run([await provenance(own)])
  const ended = (at: string) => ({ ...carried, trustedKeys: [keyOf(own, new Date(at))] })
  expect(refusalOfArtifact(good, ended('2026-11-02T00:00:00Z'))).toBeUndefined()
  expect(refusalOfArtifact(good, ended('2026-10-31T00:00:00Z'))).toContain('its key ended')
})
