import type { Actor } from '../auth/actor.ts'
import { db, type Tx, transaction, violatedConstraint } from '../db/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { newId } from '../ids.ts'
import { enqueue } from '../worker/enqueue.ts'
import type { ArtifactKind } from './build/build-artifact.ts'
import type { ArtifactScan } from './scan/scan-artifact.ts'
import { scanDatasetSchema } from './schema.ts'
import { installationSigner } from './sign/key-file.ts'
import { type Material, makeProvenance } from './sign/provenance.ts'
import { signStatement } from './sign/sign-statement.ts'
import type { SigstoreBundle } from './sign/sigstore-bundle.ts'
import { makeStatement, predicateTypes, type Statement } from './sign/statement.ts'
import { verifyArtifactSignature } from './verify-artifact-signature.ts'
import { vulnerabilityStatement } from './vulnerability-statement.ts'
import { writeScan } from './write-scan.ts'

export type ArtifactRecord = {
  /** `sha256:…` of its zip or image manifest in the blob store. */
  digest: string
  kind: ArtifactKind
  buildType: string
  sizeBytes: number
  /** What people call it: the manifest's name. */
  name: string
  /** Undefined for what was not built from an upload. */
  sourceDigest: string | undefined
  /** What the tenant controlled: manifest digest, source folder, runtime, handler. */
  externalParameters: Record<string, unknown>
  materials: Material[]
  startedAt: Date
  finishedAt: Date
  /** Versions of what built it, e.g. `{ node, barecount }`. */
  builderVersion: Record<string, string>
  scan: ArtifactScan
  /** What the evidence is filed under. */
  manifestId: string
  environmentId: string
  deploymentId: string
}

export type RecordedArtifact = { artifactId: string; scanId: string; attestationIds: string[] }

type Signed = { id: string; statement: Statement; bundle: SigstoreBundle }

/**
 * Records what was built and scanned: artifact, scan, findings and signed statements (SLSA provenance, SBOM,
 * vulnerabilities) with their evidence, in one transaction. Doing it again is harmless: an artifact that is known keeps
 * its provenance while the key that signed it counts, and gets a new scan only when the vulnerability data is another.
 * Throws `unavailable` when the signing key cannot be used.
 */
export async function recordArtifact(actor: Actor, record: ArtifactRecord): Promise<RecordedArtifact> {
  const known = await findKnown(actor, record.digest)
  const signed = known && (await verifyArtifactSignature(actor.tenantId, record.digest))
  if (known && signed && known.dataset === record.scan.dataset.digest) return known
  const statements = signed
    ? [scanStatement(record)]
    : [...signatureOf(record), provenanceOf(record), sbomOf(record), scanStatement(record)]
  const signer = installationSigner()
  const bundles: Signed[] = []
  for (const statement of statements) {
    bundles.push({ id: newId('attestation'), statement, bundle: await signStatement(signer, statement) })
  }
  try {
    return await transaction((tx) => write(tx, actor, record, bundles, signer.keyId, known?.artifactId))
  } catch (error) {
    // Another worker recorded the same digest in this instant; its row counts.
    const first = violatedConstraint(error) ? await findKnown(actor, record.digest) : undefined
    if (!first) throw error
    return first
  }
}

async function findKnown(actor: Actor, digest: string) {
  const artifact = await db.artifact.findFirst({
    where: { tenantId: actor.tenantId, digest },
    select: {
      id: true,
      attestations: { select: { id: true } },
      scans: { select: { id: true, dataset: true }, orderBy: { at: 'desc' }, take: 1 },
    },
  })
  const scan = artifact?.scans[0]
  if (!artifact || !scan) return undefined
  return {
    artifactId: artifact.id,
    scanId: scan.id,
    attestationIds: artifact.attestations.map(({ id }) => id),
    dataset: scanDatasetSchema.parse(scan.dataset).digest,
  }
}

const subjectOf = ({ name, digest }: ArtifactRecord) => ({ name, digest: { sha256: digest.replace('sha256:', '') } })

/** Images are also signed as such: it is what tools that admit images look for. */
const signatureOf = (record: ArtifactRecord) =>
  record.kind === 'image' || record.kind === 'golden_image'
    ? [makeStatement([subjectOf(record)], predicateTypes.imageSignature, {})]
    : []

const sbomOf = (record: ArtifactRecord) => makeStatement([subjectOf(record)], predicateTypes.sbom, record.scan.sbom)

const scanStatement = (record: ArtifactRecord) => vulnerabilityStatement(subjectOf(record), record.scan)

function provenanceOf(record: ArtifactRecord): Statement {
  const { name, digest } = subjectOf(record)
  return makeProvenance({
    artifact: { name, sha256: digest.sha256 },
    buildType: record.buildType,
    externalParameters: record.externalParameters,
    materials: record.materials,
    builderVersion: record.builderVersion,
    invocationId: record.deploymentId,
    startedAt: record.startedAt,
    finishedAt: record.finishedAt,
  })
}

async function write(
  tx: Tx,
  actor: Actor,
  record: ArtifactRecord,
  signed: readonly Signed[],
  keyId: string,
  knownId: string | undefined,
): Promise<RecordedArtifact> {
  const artifactId = knownId ?? newId('artifact')
  if (!knownId) await writeArtifact(tx, actor, record, artifactId)
  const { digest, scan } = record
  const scanId = await writeScan(tx, actor, { artifactId, digest, scan, about: about(actor, record) })
  // What was refused for want of a signature that counts is judged again.
  if (knownId)
    await enqueue(tx, 'recheckVerdicts', `recheck:${scanId}`, actor.tenantId, 'its artifact was attested anew')
  await tx.attestation.createMany({
    data: signed.map(({ id, statement, bundle }) => ({
      tenantId: actor.tenantId,
      id,
      artifactId,
      predicateType: statement.predicateType,
      keyId,
      bundle,
    })),
  })
  const attestationIds = signed.map(({ id }) => id)
  await appendEvidence(tx, {
    ...about(actor, record),
    kind: 'artifact.attested',
    result: 'succeeded',
    digest: record.digest,
    keyId,
    predicateTypes: signed.map(({ statement }) => statement.predicateType),
    attestationIds,
  })
  return { artifactId, scanId, attestationIds }
}

async function writeArtifact(tx: Tx, actor: Actor, record: ArtifactRecord, id: string): Promise<void> {
  const { digest, kind, sizeBytes, sourceDigest, buildType } = record
  const facts = { digest, sizeBytes, sourceDigest, buildType }
  await tx.artifact.create({
    data: {
      ...facts,
      sourceDigest: sourceDigest ?? null,
      tenantId: actor.tenantId,
      id,
      kind,
      builtById: actor.userId,
      builtAt: record.finishedAt,
    },
  })
  const { tenantId } = actor
  await tx.artifactComponent.createMany({
    data: record.scan.packages.map((found) => ({ ...found, tenantId, artifactId: id })),
  })
  const event = { ...about(actor, record), ...facts, artifactId: id, artifactKind: kind }
  await appendEvidence(tx, { ...event, kind: 'artifact.built', result: 'succeeded' })
}

function about(actor: Actor, { manifestId, environmentId, deploymentId, name, digest }: ArtifactRecord) {
  return { actor, manifestId, environmentId, deploymentId, subjectDigests: [{ name, sha256: digest }] }
}
