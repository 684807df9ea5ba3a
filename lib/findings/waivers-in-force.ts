import type { Tx } from '../db/client.ts'
import type { ArtifactFinding, LicenceWaiver } from '../db/generated/client.ts'

type LicenceFinding = Pick<ArtifactFinding, 'id' | 'kind' | 'severity' | 'rule' | 'component' | 'version'>
type Waiver = Pick<LicenceWaiver, 'id' | 'component' | 'version' | 'licence' | 'approvedById'>

/** Each licence finding that a waiver covers at `now`, with the oldest that does. */
export async function waiversInForce<F extends LicenceFinding>(
  tx: Tx,
  tenantId: string,
  findings: readonly F[],
  now: Date,
): Promise<{ finding: F; waiver: Waiver }[]> {
  const waivers = await tx.licenceWaiver.findMany({
    where: {
      tenantId,
      component: { in: [...new Set(findings.flatMap(({ component }) => component ?? []))] },
      revokedAt: null,
      createdAt: { lte: now },
      expiresAt: { gt: now },
    },
    select: { id: true, component: true, version: true, licence: true, approvedById: true },
    orderBy: { id: 'asc' },
  })
  return findings.flatMap((finding) => {
    const waiver = waivers.find((each) => waives(each, finding))
    return waiver ? [{ finding, waiver }] : []
  })
}

/** Whether a waiver is about a finding: the same component, licence and, where it names one, version. Pure. */
export function waives(waiver: Omit<Waiver, 'id' | 'approvedById'>, finding: LicenceFinding): boolean {
  return (
    finding.kind === 'licence' &&
    finding.component === waiver.component &&
    finding.rule === waiver.licence &&
    (waiver.version === null || waiver.version === finding.version)
  )
}
