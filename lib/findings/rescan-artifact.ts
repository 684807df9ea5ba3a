import { scanVulnerabilities, type VulnerabilityScan } from '../advisories/scan-vulnerabilities.ts'
import type { Sbom } from '../artifacts/scan/sbom.ts'
import { type ScanFinding, type ScanSummary, scanSummarySchema } from '../artifacts/schema.ts'
import { installationSigner } from '../artifacts/sign/key-file.ts'
import { signStatement } from '../artifacts/sign/sign-statement.ts'
import { vulnerabilityStatement } from '../artifacts/vulnerability-statement.ts'
import { writeScan } from '../artifacts/write-scan.ts'
import type { Actor } from '../auth/actor.ts'
import { db, transaction } from '../db/client.ts'
import { jsonDigest } from '../digest.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { newId } from '../ids.ts'
import { lockFindings } from './lock-findings.ts'

/**
 * Matches an artifact's packages with the vulnerability data of now. A result that differs from the latest scan's is a
 * new scan with its own signed statement; the same result writes nothing. Secrets and licences are as they were, since
 * neither the bytes nor the data for them changed. Returns whether a scan was written.
 */
export async function rescanArtifact(actor: Actor, digest: string): Promise<boolean> {
  const { tenantId } = actor
  const artifact = await db.artifact.findFirst({
    where: { tenantId, digest },
    select: { id: true, components: true, scans: { orderBy: { at: 'desc' }, take: 1, include: { findings: true } } },
  })
  const latest = artifact?.scans[0]
  if (!artifact || !latest) return false
  const startedAt = new Date()
  const matched = await scanVulnerabilities(artifact.components)
  const before = latest.findings.map(asScanFinding)
  const findings = [...before.filter(({ kind }) => kind !== 'vulnerability'), ...matched.findings]
  const summary = summaryOf(scanSummarySchema.parse(latest.summary), matched)
  if (resultDigest(before, scanSummarySchema.parse(latest.summary)) === resultDigest(findings, summary)) return false
  const runner = await db.runner.findFirst({ where: { tenantId, artifactDigest: digest }, select: { name: true } })
  const name = runner?.name ?? digest
  const scan = {
    sbom: latest.sbom as Sbom,
    dataset: matched.dataset,
    summary,
    findings,
    startedAt,
    finishedAt: new Date(),
  }
  const signer = installationSigner()
  const subject = { name, digest: { sha256: digest.replace('sha256:', '') } }
  const statement = vulnerabilityStatement(subject, scan)
  const bundle = await signStatement(signer, statement)
  const about = { subjectDigests: [{ name, sha256: digest }] }
  return transaction(async (tx) => {
    await lockFindings(tx, tenantId)
    const newest = await tx.scan.findFirst({
      where: { tenantId, artifactId: artifact.id },
      select: { id: true },
      orderBy: { at: 'desc' },
    })
    // A deployment scanned it in this instant, with the same data or newer.
    if (newest?.id !== latest.id) return false
    await writeScan(tx, actor, { artifactId: artifact.id, digest, scan, about })
    const id = newId('attestation')
    const { predicateType } = statement
    const { keyId } = signer
    await tx.attestation.create({ data: { tenantId, id, artifactId: artifact.id, predicateType, keyId, bundle } })
    await appendEvidence(tx, {
      ...about,
      kind: 'artifact.attested',
      actor,
      result: 'succeeded',
      digest,
      keyId,
      predicateTypes: [predicateType],
      attestationIds: [id],
    })
    return true
  })
}

type Row = { [K in keyof ScanFinding]: ScanFinding[K] | null }

/** A stored finding as a scan gives it, without the columns that are empty. */
function asScanFinding(row: Row): ScanFinding {
  const { kind, severity, rule, component, version, path, message, remedy } = row
  const said = { kind, severity, rule, component, version, path, message, remedy }
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null)) as ScanFinding
}

function summaryOf(before: ScanSummary, { findings, covered, unknown }: VulnerabilityScan): ScanSummary {
  const vulnerabilities = { critical: 0, high: 0, medium: 0, low: 0, unknown: 0 }
  for (const { severity } of findings) vulnerabilities[severity] += 1
  return { ...before, covered, unknown: unknown.length, vulnerabilities }
}

/** Equal for equal results, whatever the order and the wording. Pure. */
function resultDigest(findings: readonly ScanFinding[], { covered, unknown }: ScanSummary): string {
  const named = findings.map(({ kind, severity, rule, component = '', version = '', path = '', remedy = '' }) =>
    [kind, severity, rule, component, version, kind === 'vulnerability' ? remedy : path].join('\n'),
  )
  return jsonDigest({ findings: named.sort(), covered, unknown })
}
