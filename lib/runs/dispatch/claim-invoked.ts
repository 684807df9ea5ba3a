import type { Actor } from '../../auth/actor.ts'
import { db, type Tx, transaction } from '../../db/client.ts'
import type { RunnerSpec } from '../../provisioning/target.ts'
import type { Attempt } from '../attempt-run.ts'
import { type Admitted, admitRuns, claimAdmitted } from '../claim-runs.ts'
import { verifiedDigest } from '../gate-run.ts'
import { lockLoad } from '../read-load.ts'

export type ToClaim = { runnerIds: readonly string[]; places: number; workerId: string }

/**
 * Claims up to `places` waiting runs of one tenant's runners for a worker, the runners taking turns, each one's oldest
 * first; one transaction for all of them. What a gate denies ends in it.
 */
export async function claimInvoked(actor: Actor, { runnerIds, places, workerId }: ToClaim): Promise<Attempt[]> {
  const { tenantId } = actor
  const runners = await db.runner.findMany({
    where: { tenantId, id: { in: [...runnerIds] } },
    include: { environment: { select: { target: true } } },
  })
  // Before the transaction, which would otherwise hold one connection while waiting for another.
  const verified = new Map<string, string | undefined>()
  for (const { id } of runners) verified.set(id, await verifiedDigest(actor, id))
  const holder = { workerId }
  const targets = new Map(runners.map(({ id, environment }) => [id, environment.target]))
  return transaction(async (tx) => {
    const load = await lockLoad(tx, tenantId, new Date())
    const admitted: Admitted[] = []
    for (const [at, { environment: _, ...runner }] of runners.entries()) {
      const share = Math.ceil((places - admitted.length) / (runners.length - at))
      if (!share) break
      const spec = runner.spec as RunnerSpec
      const limited = load.runners.get(runner.id) ?? { running: 0 }
      load.runners.set(runner.id, { ...limited, max: runner.concurrencyLimit })
      const waiting = (await oldest(tx, tenantId, runner.id, share)).map((run) => ({ run, spec }))
      const claim = { runner, waiting, holder, verified: verified.get(runner.id) }
      admitted.push(...(await admitRuns(tx, actor, load, claim)))
    }
    const held = await claimAdmitted(tx, actor, load, { admitted, holder })
    return held.map(({ run, runner, spec, spanId }) => {
      return { run, runner, spec, spanId, target: targets.get(runner.id) as Attempt['target'] }
    })
  })
}

const oldest = (tx: Tx, tenantId: string, runnerId: string, limit: number) =>
  tx.run.findMany({
    where: { tenantId, runnerId, status: 'queued', instanceId: null },
    orderBy: { id: 'asc' },
    take: limit,
  })
