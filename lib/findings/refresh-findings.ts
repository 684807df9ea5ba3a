import type { ScanFinding } from '../artifacts/schema.ts'
import type { Tx } from '../db/client.ts'
import { newId } from '../ids.ts'
import { standingOf } from './covering-triage.ts'
import { findingKey, findingSubject } from './finding-key.ts'
import { lockFindings } from './lock-findings.ts'

/**
 * Makes an artifact's findings what its newest scan says, in the scan's own transaction: new ones appear with the triage
 * that covers them already, known ones were seen again, and those that are gone are resolved.
 */
export async function refreshFindings(
  tx: Tx,
  tenantId: string,
  artifactId: string,
  findings: readonly ScanFinding[],
  at = new Date(),
): Promise<void> {
  await lockFindings(tx, tenantId)
  const found = new Map(findings.map((finding) => [findingKey(finding), finding]))
  const known = await tx.artifactFinding.findMany({
    where: { tenantId, artifactId },
    select: { id: true, key: true, severity: true, message: true, remedy: true, resolvedAt: true },
  })
  const knownKeys = new Set(known.map(({ key }) => key))
  await insert(
    tx,
    tenantId,
    artifactId,
    [...found].filter(([key]) => !knownKeys.has(key)),
    at,
  )
  const gone = known.filter(({ key, resolvedAt }) => !found.has(key) && resolvedAt === null).map(({ id }) => id)
  if (gone.length)
    await tx.artifactFinding.updateMany({ where: { tenantId, id: { in: gone } }, data: { resolvedAt: at } })
  const still = known.filter(({ key }) => found.has(key))
  await tx.artifactFinding.updateMany({
    where: { tenantId, id: { in: still.map(({ id }) => id) } },
    data: { lastSeenAt: at, resolvedAt: null },
  })
  for (const { id, key, severity, message, remedy } of still) {
    const now = found.get(key) as ScanFinding
    if (now.severity === severity && now.message === message && (now.remedy ?? null) === remedy) continue
    const data = { severity: now.severity, message: now.message, remedy: now.remedy ?? null }
    await tx.artifactFinding.updateMany({ where: { tenantId, id }, data })
  }
}

async function insert(
  tx: Tx,
  tenantId: string,
  artifactId: string,
  fresh: readonly [key: string, finding: ScanFinding][],
  at: Date,
): Promise<void> {
  if (!fresh.length) return
  const rows = fresh.map(([key, finding]) => ({ ...finding, key, subject: findingSubject(finding) }))
  const stands = await standingOf(
    tx,
    tenantId,
    artifactId,
    rows.map(({ subject }) => subject),
    at,
  )
  await tx.artifactFinding.createMany({
    data: rows.map((row) => ({
      ...row,
      ...stands(row.subject),
      tenantId,
      id: newId('finding'),
      artifactId,
      firstSeenAt: at,
      lastSeenAt: at,
    })),
  })
}
