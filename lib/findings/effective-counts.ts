import type { ScanSummary } from '../artifacts/schema.ts'
import type { Tx } from '../db/client.ts'
import type { ArtifactFinding } from '../db/generated/client.ts'
import { involvedPeople } from './involved-people.ts'
import { waiversInForce } from './waivers-in-force.ts'
import { excusingStatuses } from './words.ts'

export type RawCounts = {
  critical: number
  high: number
  medium: number
  secrets: number
  deniedLicences: number
  reviewLicences: number
}

/** What counts against an artifact, what its scan found, and which triages and waivers make the difference. */
export type EffectiveCounts = RawCounts & { raw: RawCounts; triages: string[]; waivers: string[] }

type Counted = Pick<ArtifactFinding, 'kind' | 'severity'>

/**
 * What of a scan's findings counts at `now`: neither excused by a triage nor waived, by somebody who has no hand in the
 * artifact. It starts from the scan and takes away what is known to be excused, so that a finding nobody can read counts.
 */
export async function effectiveCounts(
  tx: Tx,
  tenantId: string,
  digest: string,
  summary: ScanSummary,
  now: Date,
): Promise<EffectiveCounts> {
  const raw = rawCounts(summary)
  const present = { tenantId, artifact: { digest }, resolvedAt: null }
  const excused = await tx.artifactFinding.findMany({
    where: {
      ...present,
      status: { in: [...excusingStatuses] },
      OR: [{ statusUntil: null }, { statusUntil: { gt: now } }],
    },
    select: { id: true, kind: true, severity: true, triageId: true, triage: { select: { byId: true } } },
  })
  const licences = await tx.artifactFinding.findMany({
    where: { ...present, kind: 'licence' },
    select: { id: true, kind: true, severity: true, rule: true, component: true, version: true },
  })
  const waivers = licences.length ? await waiversInForce(tx, tenantId, licences, now) : []
  const involved = excused.length || waivers.length ? await involvedPeople(tx, tenantId, [digest]) : new Set<string>()
  const triaged = excused.filter(({ triage }) => triage && !involved.has(triage.byId))
  const gone = new Set(triaged.map(({ id }) => id))
  const waived = waivers.filter(({ finding, waiver }) => !gone.has(finding.id) && !involved.has(waiver.approvedById))
  const excusedAll = [...triaged, ...waived.map(({ finding }) => finding)]
  return {
    ...without(raw, excusedAll),
    reviewLicences: leftToReview(raw.reviewLicences, licences, new Set(excusedAll.map(({ id }) => id))),
    raw,
    triages: distinct(triaged.map(({ triageId }) => triageId ?? '')),
    waivers: distinct(waived.map(({ waiver }) => waiver.id)),
  }
}

const rawCounts = ({ vulnerabilities, secrets, deniedLicences, licencesToReview }: ScanSummary): RawCounts => ({
  critical: vulnerabilities.critical,
  high: vulnerabilities.high,
  medium: vulnerabilities.medium,
  secrets,
  deniedLicences,
  reviewLicences: licencesToReview,
})

/** Counts without these findings. Pure. */
function without(raw: RawCounts, findings: readonly Counted[]): RawCounts {
  const left = { ...raw }
  for (const finding of findings) {
    const figure = figureOf(finding)
    if (figure) left[figure] = Math.max(0, left[figure] - 1)
  }
  return left
}

/**
 * Licences that nobody has judged. A scan counts components, and says of a whole system's in one finding: so the findings
 * are counted, and the scan's figure only where there are none to read. Pure.
 */
function leftToReview(
  raw: number,
  licences: readonly (Counted & { id: string })[],
  excused: ReadonlySet<string>,
): number {
  const toReview = licences.filter((finding) => figureOf(finding) === 'reviewLicences')
  return toReview.length ? toReview.filter(({ id }) => !excused.has(id)).length : raw
}

/** The figure a finding is counted in. Scans rate a denied licence high and one to review low. */
function figureOf({ kind, severity }: Counted): keyof RawCounts | undefined {
  if (kind === 'secret') return 'secrets'
  if (kind === 'licence') return severity === 'high' ? 'deniedLicences' : 'reviewLicences'
  if (kind !== 'vulnerability') return undefined
  return severity === 'critical' || severity === 'high' || severity === 'medium' ? severity : undefined
}

const distinct = (ids: readonly string[]) => [...new Set(ids)].sort()
