import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import { jsonDigest } from '../digest.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import type { EvidenceSubject } from '../evidence/events.ts'
import { refreshFindings } from '../findings/refresh-findings.ts'
import { newId } from '../ids.ts'
import type { ArtifactScan } from './scan/scan-artifact.ts'

export type ScanToWrite = {
  artifactId: string
  digest: string
  scan: Pick<ArtifactScan, 'sbom' | 'dataset' | 'summary' | 'findings'>
  /** What its evidence is filed under. */
  about: EvidenceSubject
}

/** A look at an artifact with its evidence, and what it makes of the artifact's findings. Returns the scan's id. */
export async function writeScan(
  tx: Tx,
  actor: Actor,
  { artifactId, digest, scan, about }: ScanToWrite,
): Promise<string> {
  const { tenantId } = actor
  const { sbom, dataset, summary, findings } = scan
  const id = newId('scan')
  await tx.scan.create({ data: { tenantId, id, artifactId, dataset, summary, sbom } })
  await tx.finding.createMany({
    data: findings.map((finding) => ({ ...finding, tenantId, id: newId('finding'), scanId: id })),
  })
  await refreshFindings(tx, tenantId, artifactId, findings)
  const facts = { digest, dataset, summary, scanId: id, sbomDigest: jsonDigest(sbom) }
  await appendEvidence(tx, { ...about, actor, ...facts, kind: 'artifact.scanned', result: 'succeeded' })
  return id
}
