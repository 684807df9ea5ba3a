import { systemActorOf } from '../auth/system-actor-of.ts'
import { transaction, unsafeDb } from '../db/client.ts'
import type { LicenceWaiver, Triage } from '../db/generated/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { notifyMembers } from '../notifications/notify-members.ts'
import { enqueue } from '../worker/enqueue.ts'
import { lockFindings } from './lock-findings.ts'

const BATCH = 100

/**
 * Writes down which triages and waivers have ended, and has what they covered looked at again. Runs over every tenant,
 * since time does. Nothing counts by it: every path compares the end with the instant it asks about.
 * Returns how many ended.
 */
export async function endExcuses(now: Date): Promise<number> {
  const findings = await unsafeDb.artifactFinding.findMany({
    where: { statusUntil: { lte: now } },
    select: { triage: true },
    distinct: ['tenantId', 'triageId'],
    take: BATCH,
  })
  for (const { triage } of findings) if (triage) await endTriage(triage, now)
  const waivers = await unsafeDb.licenceWaiver.findMany({
    where: { endedAt: null, expiresAt: { lte: now } },
    orderBy: { expiresAt: 'asc' },
    take: BATCH,
  })
  for (const waiver of waivers) await endWaiver(waiver, now)
  return findings.length + waivers.length
}

async function endTriage(triage: Triage, now: Date): Promise<void> {
  const { tenantId, id, kind, rule, component, path, artifactId, status } = triage
  const actor = await systemActorOf(tenantId, 'scheduler')
  await transaction(async (tx) => {
    await lockFindings(tx, tenantId)
    const { count } = await tx.artifactFinding.updateMany({
      where: { tenantId, triageId: id, statusUntil: { lte: now } },
      data: { status: 'open', statusAt: triage.expiresAt, statusUntil: null },
    })
    if (!count) return
    const where = { tenantId, id: artifactId ?? '' }
    const artifact = artifactId ? await tx.artifact.findFirst({ where, select: { digest: true } }) : undefined
    await appendEvidence(tx, {
      kind: 'finding.triaged',
      actor,
      result: 'info',
      triageId: id,
      findingKind: kind,
      rule,
      component: component ?? undefined,
      path: path ?? undefined,
      digest: artifact?.digest,
      before: status,
      after: 'open',
      reason: `What ${triage.byLabel} said has ended.`,
      covers: count,
    })
    const what = component ? `${rule} in ${component}` : rule
    await notifyMembers(tx, tenantId, ['engineer', 'approver'], {
      kind: 'triage_ended',
      sentence: `${what} is open again: what ${triage.byLabel} said of it has ended.`,
      link: `/findings?q=${encodeURIComponent(rule)}`,
      subjectIds: [id],
    })
    await enqueue(tx, 'recheckVerdicts', `recheck:${id}:ended`, tenantId, `a triage of ${rule} ended`)
  })
}

async function endWaiver(waiver: LicenceWaiver, now: Date): Promise<void> {
  const { tenantId, id, component, licence } = waiver
  const actor = await systemActorOf(tenantId, 'scheduler')
  await transaction(async (tx) => {
    const { count } = await tx.licenceWaiver.updateMany({
      where: { tenantId, id, endedAt: null, expiresAt: { lte: now } },
      data: { endedAt: waiver.expiresAt },
    })
    if (!count) return
    const ended = { waiverId: id, component, licence, how: 'expired' as const }
    await appendEvidence(tx, { kind: 'waiver.ended', actor, result: 'info', ...ended })
    await notifyMembers(tx, tenantId, ['engineer', 'approver'], {
      kind: 'waiver_ended',
      sentence: `The waiver of ${licence} for ${component} has ended.`,
      link: '/findings/waivers',
      subjectIds: [id],
    })
    await enqueue(
      tx,
      'recheckVerdicts',
      `recheck:${id}:ended`,
      tenantId,
      `the waiver of ${licence} for ${component} ended`,
    )
  })
}
