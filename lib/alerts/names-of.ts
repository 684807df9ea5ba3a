import type { Tx } from '../db/client.ts'
import type { AlertRule } from '../db/generated/client.ts'
import { sayRuleScope } from './alert-words.ts'

/** Runners by id as sentences name them: "orders in prod". */
export async function namesOfRunners(
  tx: Tx,
  tenantId: string,
  about: readonly { runnerId: string }[],
): Promise<Map<string, string>> {
  const ids = [...new Set(about.map(({ runnerId }) => runnerId))].filter(Boolean)
  if (!ids.length) return new Map()
  const rows = await tx.runner.findMany({
    where: { tenantId, id: { in: ids } },
    select: { id: true, name: true, environment: { select: { name: true } } },
  })
  return new Map(rows.map(({ id, name, environment }) => [id, `${name} in ${environment.name}`]))
}

type Scope = Pick<AlertRule, 'tenantId' | 'runnerId' | 'environmentId' | 'runnerClass'>

/** What a rule covers, in words. */
export async function scopeOf(tx: Tx, { tenantId, runnerId, environmentId, runnerClass }: Scope): Promise<string> {
  const names = runnerId ? await namesOfRunners(tx, tenantId, [{ runnerId }]) : undefined
  const environment = environmentId
    ? await tx.environment.findUnique({ where: { id: environmentId }, select: { name: true } })
    : undefined
  const runner = runnerId && names?.get(runnerId)
  return sayRuleScope({ runner: runner ?? null, environment: environment?.name ?? null, runnerClass })
}
