import type { Actor } from '../../auth/actor.ts'
import { type Tx, unsafeTx } from '../../db/client.ts'
import type { EndedRun } from '../../runs/on-runs-ended.ts'

/**
 * Remembers, in the transaction that ends these runs, who follows those that succeeded; the worker starts the runs
 * downstream. What follows is not begun here: a gate that says no downstream must not undo the success upstream.
 */
export async function noteSuccesses(tx: Tx, actor: Actor, ended: readonly EndedRun[]): Promise<void> {
  const succeeded = ended
    .filter(({ run, status }) => status === 'succeeded' && run.origin !== 'smoke_test')
    .map(({ run, runner }) => ({ id: run.id, environmentId: runner.environmentId, pipeline: runner.pipeline }))
  if (!succeeded.length) return
  await unsafeTx(tx).$executeRaw`
    insert into "UpstreamSuccess" ("tenantId", "triggerId", "runId")
    select t."tenantId", t.id, x.id
    from jsonb_to_recordset(${JSON.stringify(succeeded)}::jsonb) as x(id text, "environmentId" text, pipeline text)
    join "Trigger" t on t."tenantId" = ${actor.tenantId} and t."environmentId" = x."environmentId"
      and t.pipeline = x.pipeline and t.active and t.pipeline is not null
    on conflict do nothing`
}
