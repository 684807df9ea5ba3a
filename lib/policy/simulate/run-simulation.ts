import { db, unsafeDb } from '../../db/client.ts'
import type { PolicySimulation } from '../../db/generated/client.ts'
import { jsonDigest } from '../../digest.ts'
import { log } from '../../log.ts'
import { keepChanges } from './keep-changes.ts'
import { KEPT_CHANGES, type SimulatedKind, type SimulationCounts, simulatedKinds } from './schema.ts'
import { type SimulatedChange, simulateDraft } from './simulate-draft.ts'

/**
 * Carries out a simulation that was asked for, and keeps what it found: counts of everything, and the first changes one
 * by one. Asked again after a crash it begins anew; what has ended stays.
 */
export async function runSimulation(tenantId: string, id: string): Promise<void> {
  const simulation = await db.policySimulation.findFirst({ where: { tenantId, id, status: 'running' } })
  if (!simulation) return
  try {
    await carryOut(simulation)
  } catch (error) {
    log.error({ err: error, simulationId: id }, 'a policy simulation failed')
    const reason = error instanceof Error ? error.message : String(error)
    await end({ tenantId, id }, { status: 'failed', reason: reason.slice(0, 500) })
  }
}

async function carryOut({ tenantId, id, draftId, revision, comparedTo }: PolicySimulation): Promise<void> {
  const draft = await db.policyDraft.findFirst({ where: { tenantId, id: draftId } })
  if (draft?.revision !== revision) {
    await end({ tenantId, id }, { status: 'failed', reason: 'The draft was edited meanwhile.' })
    return
  }
  await db.policySimulationChange.deleteMany({ where: { tenantId, simulationId: id } })
  await db.policySimulation.updateMany({
    where: { tenantId, id },
    data: { looked: 0, total: await howMany(draft.scopeTenantId) },
  })
  const counts = makeCounts()
  const kept: SimulatedChange[] = []
  let looked = 0
  await simulateDraft(db, draft, {
    found(change) {
      counts.add(change)
      if (kept.length < KEPT_CHANGES) kept.push(change)
    },
    async looked(kind, count) {
      counts.looked(kind, count)
      looked += count
      await db.policySimulation.updateMany({ where: { tenantId, id }, data: { looked } })
    },
  })
  await keepChanges(db, { tenantId, simulationId: id }, kept)
  const said = counts.said()
  const about = kept.map(({ subjectId, gate, allowedBefore, allowedAfter, added, removed }) => [
    subjectId,
    gate,
    allowedBefore,
    allowedAfter,
    added,
    removed,
  ])
  const digest = jsonDigest({ draftId, revision, comparedTo, counts: said, changes: about })
  await end({ tenantId, id }, { status: 'finished', counts: said, digest, looked })
}

async function end(
  { tenantId, id }: { tenantId: string; id: string },
  data: { status: 'finished' | 'failed'; reason?: string; counts?: SimulationCounts; digest?: string; looked?: number },
): Promise<void> {
  await db.policySimulation.updateMany({
    where: { tenantId, id, status: 'running' },
    data: { ...data, finishedAt: new Date() },
  })
}

/** Live runners it will look at, for the bar that shows how far it is. */
async function howMany(scopeTenantId: string): Promise<number> {
  const status = { in: ['active' as const, 'smoke_failed' as const] }
  if (scopeTenantId) return db.runner.count({ where: { tenantId: scopeTenantId, status } })
  // The platform's rules are asked of every tenant's runners.
  return unsafeDb.runner.count({ where: { status } })
}

function makeCounts() {
  const none = () => ({ looked: 0, denied: 0, allowed: 0, other: 0 })
  const kinds = Object.fromEntries(simulatedKinds.map((kind) => [kind, none()])) as Record<
    SimulatedKind,
    ReturnType<typeof none>
  >
  const tenants = new Map<string, SimulationCounts['tenants'][number]>()
  // A runner that changes at two gates is one runner; its worst change counts.
  const seen = new Map<string, 'denied' | 'allowed' | 'other'>()
  const weight = { denied: 2, allowed: 1, other: 0 }
  return {
    looked(kind: SimulatedKind, count: number) {
      kinds[kind].looked += count
    },
    add({ kind, tenantId, tenantSlug, subjectId, allowedBefore, allowedAfter }: SimulatedChange) {
      const way = allowedBefore === allowedAfter ? 'other' : allowedAfter ? 'allowed' : 'denied'
      const before = seen.get(subjectId)
      if (before !== undefined && weight[before] >= weight[way]) return
      const tenant = tenants.get(tenantId) ?? { tenantId, slug: tenantSlug, denied: 0, allowed: 0, other: 0 }
      tenants.set(tenantId, tenant)
      if (before !== undefined) {
        kinds[kind][before] -= 1
        tenant[before] -= 1
      }
      kinds[kind][way] += 1
      tenant[way] += 1
      seen.set(subjectId, way)
    },
    said: (): SimulationCounts => ({
      ...kinds,
      tenants: [...tenants.values()].sort(
        (a, b) => b.denied - a.denied || b.allowed - a.allowed || b.other - a.other || (a.slug < b.slug ? -1 : 1),
      ),
    }),
  }
}
