import type { Tx } from '../db/client.ts'
import type { Triage } from '../db/generated/client.ts'

type Standing = Pick<Triage, 'id' | 'subject' | 'artifactId' | 'status' | 'at' | 'expiresAt'>

/** How a finding stands, in the columns of `ArtifactFinding`. */
export type FindingStanding = {
  status: Triage['status']
  statusAt: Date | null
  statusUntil: Date | null
  triageId: string | null
}

const untouched: FindingStanding = { status: 'open', statusAt: null, statusUntil: null, triageId: null }

/** How findings of one artifact stand at `now`, by subject: of the triages that cover it the newest counts. */
export async function standingOf(
  tx: Tx,
  tenantId: string,
  artifactId: string,
  subjects: readonly string[],
  now: Date,
): Promise<(subject: string) => FindingStanding> {
  if (!subjects.length) return () => untouched
  const triages = await tx.triage.findMany({
    where: { tenantId, subject: { in: [...new Set(subjects)] }, OR: [{ artifactId }, { artifactId: null }] },
    select: { id: true, subject: true, artifactId: true, status: true, at: true, expiresAt: true },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  })
  const newest = new Map<string, Standing>(triages.map((triage) => [triage.subject, triage]))
  return (subject) => {
    const found = newest.get(subject)
    return found && (found.expiresAt === null || found.expiresAt > now) ? standing(found) : untouched
  }
}

/** What a triage makes of the findings it covers. Pure. */
export function standing({ id, status, at, expiresAt }: Omit<Standing, 'subject' | 'artifactId'>): FindingStanding {
  return { status, statusAt: at, statusUntil: expiresAt, triageId: id }
}
