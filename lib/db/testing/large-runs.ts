import { key, type Large, many, whoseOf } from './large-tables.ts'

/** Many runs, what failed for good, what was used, and what alerts look at. */
export async function fillRuns(large: Large): Promise<void> {
  const { owner, tenantId, runnerId, environmentId, replayId } = large
  const whose = whoseOf(large)
  await owner.query(
    many(`insert into "Run" ("tenantId", id, "runnerId", token, origin, status, "inputDigest", "artifactDigest",
        "environmentId", "runnerClass", "traceId", cause, "correlationId")
      select '${tenantId}', ${key('job')}, '${runnerId}', 't' || i,
        (array['api', 'schedule', 'webhook'])[1 + i % 3]::"RunOrigin",
        (case when i % 100 = 0 then 'failed' else 'succeeded' end)::"RunStatus", 'd', 'd',
        (case when i % 7 = 0 then '${environmentId}' else 'e' end),
        (array['serverless', 'container'])[1 + i % 2]::"RunnerClass", 't',
        (case when i % 100 = 0 then 'timeout' end)::"RunCause", (case when i % 10 = 0 then 'c' || i % 500 end)`),
  )
  await owner.query(
    many(`insert into "DeadLetter" ("tenantId", id, "runId", "runnerId", "environmentId", token, fingerprint, cause, error, attempts,
        "inputBytes", lineage, status, sample, "expiresAt")
      select '${tenantId}', ${key('ded')}, ${key('job')}, (case when i % 7 = 0 then '${runnerId}' else 'run_' || i % 100 end),
        (case when i % 7 = 0 then '${environmentId}' else 'e' end), 't' || i, 'f' || i % 40,
        (case when i % 9 = 0 then 'timeout' else 'user_error' end)::"RunCause", 'e', 1, 1, '{}',
        (case when i % 20 = 0 then 'open' else 'replayed' end)::"DeadLetterStatus", (case when i % 50 = 1 then '\\x00'::bytea end),
        now() + (i - 100) * interval '1 minute'`),
  )
  await owner.query(
    many(`insert into "Replay" ("tenantId", id, status, reason, selection, "itemCount", "listDigest", mass, "ratePerSecond",
        "canarySize", "canaryPass", rehearsal, "requestedById", "requestedByLabel", "finishedAt")
      select ${whose}, ${key('rpl')}, (case when i % 50 = 0 then 'stopped' else 'finished' end)::"ReplayStatus", 'r', '{}', 1, 'd',
        false, 1, 1, 1, '{}', 'u', 'l', (case when i % 1000 > 0 then now() end)`),
  )
  await owner.query(
    many(`insert into "ReplayItem" ("tenantId", "replayId", seq, "deadLetterId", "failedRunId", "runnerId", token, status)
      select '${tenantId}', (case when i % 2 = 0 then '${replayId}' else 'rpl_' || lpad((5 * (1 + i % 9000))::text, 26, '0') end), i,
        ${key('ded')}, ${key('job')}, '${runnerId}', 't' || i,
        (case when i % 30 = 0 then 'failed' else 'succeeded' end)::"ReplayItemStatus"`),
  )
  // Two years of days, of which a month is asked for.
  await owner.query(
    many(`insert into "UsageDay" ("tenantId", day, "runnerId", "runnerClass", size, "environmentId", pipeline, attempts,
        "peakMemoryMib")
      select ${whose}, current_date - (i % 730), 'run_' || i / 730, 'serverless', 'medium', 'e', 'p' || i % 7, 30, 100`),
  )
  await owner.query(
    many(`insert into "UsageMonth" ("tenantId", month, "runnerClass", "environmentId")
      select ${whose}, to_char(current_date - (i % 24) * interval '1 month', 'YYYY-MM'), 'serverless', 'e' || i / 24`),
  )
  await owner.query(
    many(`insert into "AlertRule" ("tenantId", id, name, kind, threshold, "windowMinutes", tell, "createdById", "updatedAt",
        "nextAt", active)
      select ${whose}, ${key('alr')}, 'n' || i, (enum_range(null::"AlertKind"))[1 + (i / 5) % 5], 1, 60, '{admin}', 'u', now(),
        now() + (case when i % 1000 = 0 then interval '-1 hour' else interval '1 hour' end), i % 1000 = 0 or i < 50`),
  )
  await owner.query(
    many(`insert into "Alert" ("tenantId", id, "ruleId", kind, "runnerId", threshold, value, worst, sentence, "openedAt",
        "resolvedAt")
      select ${whose}, ${key('alt')}, ${key('alr')}, 'error_rate', 'run_' || i % 200, 1, 1, 1, 's', now(),
        (case when i % 1000 > 0 then now() end)`),
  )
  await owner.query(
    many(`insert into "Silence" ("tenantId", id, reason, "startsAt", "endsAt", "createdById", "createdByLabel")
      select ${whose}, ${key('sil')}, 'r', now() - interval '2 days',
        now() + (case when i % 1000 = 0 then interval '1 hour' else interval '-1 hour' end), 'u', 'l'`),
  )
  await owner.query(
    many(`insert into "RunPulse" ("tenantId", at, "runnerId", "runnerClass", "environmentId", succeeded)
      select ${whose}, now() - (i / 100) * interval '5 minutes', 'run_' || i % 100, 'serverless', 'e', 1`),
  )
  await owner.query(
    many(`insert into "RetryHour" ("tenantId", "runnerId", hour, used)
      select ${whose}, 'run_' || i % 100, date_trunc('hour', now()) - (i / 100) * interval '1 hour', 1`),
  )
}
