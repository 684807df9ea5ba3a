import { setTimeout as pause } from 'node:timers/promises'
import { unsafeDb } from '../../db/client.ts'
import { log } from '../../log.ts'
import { adoptOrphans } from './adopt-orphans.ts'
import { failAbandoned } from './fail-abandoned.ts'
import type { InstanceHosts, InstanceKeeper } from './instance-keeper.ts'
import { aliveStatuses } from './instance-words.ts'
import { planInstances } from './plan-instances.ts'
import { type Reconciler, reconcileRunner } from './reconcile-runner.ts'
import { instancedRunners } from './runner-facts.ts'

const TICK_MS = 1000
const SWEEP_MS = 60_000

/** Brings what runs to what is wanted, every second, until `signal` aborts; once a minute removes what nobody knows. */
export async function runReconciler(
  keeper: InstanceKeeper,
  hosts: InstanceHosts,
  by: Reconciler,
  signal: AbortSignal,
): Promise<void> {
  let swept = 0
  while (!signal.aborted) {
    try {
      await adoptOrphans(by.executorId, by.homeId)
      if (Date.now() - swept > SWEEP_MS) {
        swept = Date.now()
        await sweep(hosts, by.homeId)
        await failAbandoned()
      }
      await tick(keeper, by)
    } catch (error) {
      log.warn({ err: error }, 'instances')
    }
    await pause(TICK_MS, undefined, { signal }).catch(() => undefined)
  }
}

/** One look at every runner, then at every instance of this worker. */
export async function tick(keeper: InstanceKeeper, by: Reconciler, now = new Date()): Promise<void> {
  for (const runner of await instancedRunners(unsafeDb)) {
    const plan = planInstances(runner.facts, now, by.idleMs)
    if (!plan.start && !plan.drain.length) continue
    // What was seen from afar is looked at again while the runner is held.
    for (const order of await reconcileRunner(runner, by, now)) void keeper.start(order)
  }
  await keeper.tend(now)
}

/** Removes what runs or lies here for instances that have ended: a worker died between the two. */
export async function sweep(hosts: InstanceHosts, homeId: string): Promise<void> {
  const rows = await unsafeDb.instance.findMany({
    where: { homeId, status: { in: [...aliveStatuses] } },
    select: { id: true },
  })
  const alive = new Set(rows.map(({ id }) => id))
  for (const host of Object.values(hosts)) {
    const removed = await host.sweep(alive)
    if (removed) log.warn({ removed, kind: host.kind }, 'removed instances that nobody looked after')
  }
}
