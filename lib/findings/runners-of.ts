import type { Actor } from '../auth/actor.ts'
import { db } from '../db/client.ts'

export type RunnerOfArtifact = { id: string; name: string; status: string; environment: { name: string; rank: number } }

/** The runners that have these artifacts now, by digest. */
export async function runnersOf(actor: Actor, digests: readonly string[]): Promise<Map<string, RunnerOfArtifact[]>> {
  const rows = await db.runner.findMany({
    where: { tenantId: actor.tenantId, artifactDigest: { in: [...new Set(digests)] }, status: { not: 'destroyed' } },
    select: {
      id: true,
      name: true,
      status: true,
      artifactDigest: true,
      environment: { select: { name: true, rank: true } },
    },
    orderBy: [{ environment: { rank: 'asc' } }, { name: 'asc' }],
  })
  const byDigest = new Map<string, RunnerOfArtifact[]>()
  for (const { artifactDigest, ...runner } of rows) {
    byDigest.set(artifactDigest, [...(byDigest.get(artifactDigest) ?? []), runner])
  }
  return byDigest
}
