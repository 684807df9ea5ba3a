import type { Tx } from '../db/client.ts'
import type { GovernedMatter } from '../policy/governance-facts.ts'
import type { PolicyRequestOf } from '../policy/schema.ts'
import { type Placed, stayOf } from './stay.ts'

type Facts = Pick<PolicyRequestOf<'deploy'>, 'promotion'>
type Matter = Pick<GovernedMatter, 'tenantId' | 'environment' | 'manifestId' | 'deploymentId' | 'coming' | 'at'>

/** How far back a stay is followed. */
const MAX_PLACED = 50

/**
 * Where a change comes from and how it stood there, as a gate judges it. A rollback goes to what was here before, so it
 * comes from nowhere and is asked nothing; so is what is deployed where nothing must come before.
 */
export async function promotionFacts(tx: Tx, matter: Matter): Promise<Facts> {
  const [place, coming] = [await placeOf(tx, matter.environment.id), await comingOf(tx, matter)]
  if (!place || coming?.kind === 'rollback' || coming?.kind === 'destroy') return {}
  const source = coming?.kind === 'promote' ? await sourceOf(tx, matter.tenantId, coming.sourceDeploymentId) : undefined
  const previous = place.previous ?? source?.environment.name
  if (!previous) return {}
  const { soakMinutes, verificationRuns: verifications } = place
  const nothing = { smokePassed: false, soakedMinutes: 0, verified: 0 }
  const stood = source ? await howItStood(tx, matter, source, verifications) : nothing
  return { promotion: { from: source?.environment.name ?? '', previous, ...stood, soakMinutes, verifications } }
}

/** What an environment asks of what comes, and the one before it, where that must be passed through. */
async function placeOf(tx: Tx, id: string) {
  const select = { rank: true, requirePrevious: true, soakMinutes: true, verificationRuns: true } as const
  const place = await tx.environment.findUnique({ where: { id }, select })
  if (!place?.requirePrevious) return place && { ...place, previous: undefined }
  const before = await tx.environment.findFirst({
    where: { rank: { lt: place.rank } },
    select: { name: true },
    orderBy: { rank: 'desc' },
  })
  return { ...place, previous: before?.name }
}

async function comingOf(tx: Tx, { tenantId, deploymentId, coming }: Matter) {
  if (coming || !deploymentId) return coming
  const select = { kind: true, sourceDeploymentId: true } as const
  const row = await tx.deployment.findFirst({ where: { tenantId, id: deploymentId }, select })
  return row ? { kind: row.kind, sourceDeploymentId: row.sourceDeploymentId ?? '' } : undefined
}

function sourceOf(tx: Tx, tenantId: string, id: string) {
  return tx.deployment.findFirst({
    where: { tenantId, id },
    select: {
      id: true,
      status: true,
      manifestId: true,
      environmentId: true,
      artifactDigest: true,
      environment: { select: { name: true } },
      stages: { where: { name: 'smoke_test' }, select: { status: true } },
    },
  })
}

type Source = NonNullable<Awaited<ReturnType<typeof sourceOf>>>

async function howItStood(tx: Tx, { tenantId, at }: Matter, source: Source, verifications: number) {
  const where = { tenantId, manifestId: source.manifestId, environmentId: source.environmentId }
  const hold = await tx.promotionHold.findFirst({ where: { ...where, releasedAt: null }, select: { reason: true } })
  const placed: Placed[] = await tx.deployment.findMany({
    where: { ...where, status: 'succeeded' },
    select: { id: true, manifestVersionId: true, artifactDigest: true, finishedAt: true },
    orderBy: { id: 'desc' },
    take: MAX_PLACED,
  })
  const stay = stayOf(placed, source.id, at)
  const soaked = stay ? Math.max(0, Math.min(stay.until.getTime(), at.getTime()) - stay.since.getTime()) : 0
  return {
    ...(hold && { held: hold.reason }),
    smokePassed: source.status === 'succeeded' && source.stages.some(({ status }) => status === 'succeeded'),
    soakedMinutes: Math.floor(soaked / 60_000),
    verified: stay ? await succeededRuns(tx, where, source.artifactDigest, stay, verifications) : 0,
  }
}

/** How many runs of these digests succeeded in that time; counting stops at what is asked for. */
async function succeededRuns(
  tx: Tx,
  where: { tenantId: string; manifestId: string; environmentId: string },
  artifactDigest: string | null,
  { since, until }: { since: Date; until: Date },
  most: number,
): Promise<number> {
  if (most === 0 || !artifactDigest) return 0
  const runner = await tx.runner.findFirst({ where, select: { id: true } })
  if (!runner) return 0
  const rows = await tx.run.findMany({
    where: {
      tenantId: where.tenantId,
      runnerId: runner.id,
      artifactDigest,
      status: 'succeeded',
      origin: { not: 'smoke_test' },
      createdAt: { gte: since, lt: until },
    },
    select: { id: true },
    orderBy: { id: 'desc' },
    take: most,
  })
  return rows.length
}
