import { type Tx, unsafeTx } from '../db/client.ts'
import type { Run } from '../db/generated/client.ts'
import type { KeptSpan } from '../telemetry/spans.ts'
import type { Retry } from './decide-retries.ts'
import type { AttemptEnd } from './end-of.ts'

type Ended = { run: Run; end: AttemptEnd; spans?: readonly KeptSpan[] | undefined }

/**
 * running → an end, or → retrying, by the attempts that hold the runs: both rows of each, in one statement. The caller
 * has locked the runs and seen that they are these attempts'.
 */
export async function writeEnds(
  tx: Tx,
  tenantId: string,
  ended: readonly Ended[],
  retries: Map<string, Retry>,
): Promise<void> {
  const rows = ended.map(({ run, end, spans }) => {
    const retry = retries.get(run.id)
    const { use: _use, final: _final, result, ...figures } = end
    return {
      ...figures,
      id: run.id,
      attempt: run.attempt,
      runStatus: retry?.retry ? 'retrying' : end.status,
      dueAt: retry?.retry ? retry.dueAt : null,
      // Text, not JSON within JSON: what a run answered may be large, and null is an answer.
      result,
      spans: spans?.length ? spans : null,
    }
  })
  await unsafeTx(tx).$executeRaw`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as x(id text, attempt int, status text, "runStatus" text, cause text, reason text, result text, "dueAt" timestamptz,
          "coldStart" bool, "initMs" int, "durationMs" int, "maxMemoryMib" int, "logDigest" text, isolation jsonb,
          "outputFiles" jsonb, metrics jsonb, "costMicros" bigint, spans jsonb)
    ), attempts as (
      update "RunAttempt" a set status = g.status::"AttemptStatus", cause = g.cause::"RunCause", reason = g.reason,
        "finishedAt" = now(), "coldStart" = g."coldStart", "initMs" = g."initMs", "durationMs" = g."durationMs",
        "maxMemoryMib" = g."maxMemoryMib", "costMicros" = g."costMicros", "logDigest" = g."logDigest",
        metrics = g.metrics, spans = g.spans
      from given g where a."tenantId" = ${tenantId} and a."runId" = g.id and a.number = g.attempt
    )
    update "Run" r set status = g."runStatus"::"RunStatus", cause = g.cause::"RunCause", reason = g.reason,
      result = g.result::jsonb, "coldStart" = g."coldStart", "initMs" = g."initMs", "durationMs" = g."durationMs",
      "maxMemoryMib" = g."maxMemoryMib", "logDigest" = g."logDigest", isolation = g.isolation, metrics = g.metrics,
      "outputFiles" = array(select jsonb_array_elements_text(g."outputFiles")),
      -- Of all attempts, those that were lost included.
      "costMicros" = coalesce(r."costMicros", 0) + g."costMicros",
      failures = r.failures + (g.status = 'failed')::int, "dueAt" = g."dueAt",
      "finishedAt" = case when g."runStatus" <> 'retrying' then now() end,
      "workerId" = case when g."runStatus" <> 'retrying' then r."workerId" end,
      "leaseAgentId" = case when g."runStatus" <> 'retrying' then r."leaseAgentId" end,
      "leaseUntil" = case when g."runStatus" <> 'retrying' then r."leaseUntil" end
    from given g where r."tenantId" = ${tenantId} and r.id = g.id and r.attempt = g.attempt and r.status = 'running'`
}
