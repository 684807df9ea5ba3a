import type { Tx } from '../../db/client.ts'
import type { AlertRule } from '../../db/generated/client.ts'

type Scope = Pick<AlertRule, 'tenantId' | 'runnerId' | 'environmentId' | 'runnerClass'>

/** The runners a rule covers; undefined when it covers every one, so that nothing need be compared. */
export async function runnersOfRule(tx: Tx, rule: Scope): Promise<string[] | undefined> {
  const { tenantId, runnerId, environmentId, runnerClass } = rule
  if (runnerId) return [runnerId]
  if (!environmentId && !runnerClass) return undefined
  const rows = await tx.runner.findMany({
    where: { tenantId, ...(environmentId ? { environmentId } : {}), ...(runnerClass ? { runnerClass } : {}) },
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}
