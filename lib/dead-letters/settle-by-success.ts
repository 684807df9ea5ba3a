import type { Actor } from '../auth/actor.ts'
import { type Tx, unsafeTx } from '../db/client.ts'
import { appendEvidences } from '../evidence/append-evidence.ts'
import type { EndedRun } from '../runs/on-runs-ended.ts'

type Settled = { id: string; runId: string; runnerId: string; token: string; byRunId: string }

/** Dead letters whose token has now taken effect are settled: nothing is left to be done about them. */
export async function settleBySuccess(tx: Tx, actor: Actor, ended: readonly EndedRun[]): Promise<void> {
  const done = ended.filter(({ status }) => status === 'succeeded')
  if (!done.length) return
  const { tenantId } = actor
  const tokens = done.map(({ run }) => ({ runnerId: run.runnerId, token: run.token, runId: run.id }))
  const settled = await unsafeTx(tx).$queryRaw<Settled[]>`
    update "DeadLetter" d set status = 'replayed', "resolvedAt" = now(), "resolvedById" = ${actor.userId},
      "resolvedByRunId" = t."runId"
    from jsonb_to_recordset(${JSON.stringify(tokens)}::jsonb) as t("runnerId" text, token text, "runId" text)
    where d."tenantId" = ${tenantId} and d.status = 'open' and d."runnerId" = t."runnerId" and d.token = t.token
    returning d.id, d."runId", d."runnerId", d.token, t."runId" as "byRunId"`
  const runners = new Map(done.map(({ runner }) => [runner.id, runner]))
  await appendEvidences(
    tx,
    settled.map(({ id, runId, runnerId, token, byRunId }) => {
      const { environmentId, manifestId, name = runnerId } = runners.get(runnerId) ?? {}
      const facts = { deadLetterId: id, runner: name, token, failedRunId: runId }
      const about = { runId: byRunId, runnerId, environmentId, manifestId }
      return { kind: 'dead_letter.replayed' as const, result: 'succeeded' as const, actor, ...about, ...facts }
    }),
  )
}
