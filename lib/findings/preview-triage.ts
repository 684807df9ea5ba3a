import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { involvedPeople } from './involved-people.ts'
import { runnersOf } from './runners-of.ts'

export type TriagePreview = {
  /** Findings that it would cover, the asked ones included. */
  findings: number
  artifacts: number
  /** Runners that have one of these artifacts now, with their environments. */
  runners: { id: string; name: string; environment: string }[]
  /** Whether the actor has a hand in one of the artifacts, and so may not excuse the findings. */
  involved: boolean
}

/** What saying something of these findings would reach. Ids of others are passed over. */
export async function previewTriage(
  actor: Actor,
  { findingIds, scope }: { findingIds: string[]; scope: 'artifact' | 'tenant' },
): Promise<TriagePreview> {
  authorise(actor, 'finding:triage')
  const { tenantId } = actor
  const asked = await db.artifactFinding.findMany({
    where: { tenantId, id: { in: findingIds } },
    select: { subject: true, artifactId: true },
  })
  const pairs = asked.map(({ subject, artifactId }) => ({ subject, ...(scope === 'artifact' ? { artifactId } : {}) }))
  const covered = await db.artifactFinding.findMany({
    where: { tenantId, resolvedAt: null, OR: pairs },
    select: { id: true, artifact: { select: { digest: true } } },
  })
  const digests = [...new Set(covered.map(({ artifact }) => artifact.digest))]
  const runners = [...(await runnersOf(actor, digests)).values()].flat()
  return {
    findings: covered.length,
    artifacts: digests.length,
    runners: runners.map(({ id, name, environment }) => ({ id, name, environment: environment.name })),
    involved: (await involvedPeople(db, tenantId, digests)).has(actor.userId),
  }
}
