import { db } from '../db/client.ts'
import type { RunnerSpec } from './target.ts'
import { targetFor } from './targets/targets.ts'

/**
 * Takes a destroyed runner off its target, as the worker. Does nothing for one that was deployed anew since, or that
 * never got onto its target; may be done again.
 */
export async function removeRunner(tenantId: string, runnerId: string): Promise<void> {
  const runner = await db.runner.findFirst({
    where: { tenantId, id: runnerId, status: 'destroyed' },
    select: { spec: true, environment: { select: { target: true } } },
  })
  const spec = runner?.spec as Partial<RunnerSpec> | undefined
  if (runner && spec?.runnerId) await targetFor(runner.environment.target).destroy(spec as RunnerSpec)
}
