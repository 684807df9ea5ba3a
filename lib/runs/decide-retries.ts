import { type Tx, unsafeTx } from '../db/client.ts'
import type { Run, Runner } from '../db/generated/client.ts'
import { normalisedManifestSchema } from '../manifests/schema.ts'
import type { AttemptEnd } from './end-of.ts'
import { decideRetry, type RetryRule } from './retry.ts'

export type Retry = { retry: true; dueAt: Date } | { retry: false; why: string }

type Failed = { run: Run; runner: Runner; end: AttemptEnd; unwanted: boolean }

const HOUR_MS = 3600_000
/** A smoke test shows how things are now. */
const never: Retry = { retry: false, why: 'A smoke test is not repeated.' }

/**
 * Which of the attempts that failed are followed by another, by run. The retries of a runner's hour are counted where
 * they are granted, so that no budget is passed by one; what somebody wants cancelled is not tried again.
 */
export async function decideRetries(
  tx: Tx,
  tenantId: string,
  settled: readonly Failed[],
  now = new Date(),
): Promise<Map<string, Retry>> {
  const failed = settled.filter(({ end }) => end.status === 'failed')
  const decided = new Map<string, Retry>()
  if (!failed.length) return decided
  const rules = await rulesOf(tx, tenantId, failed)
  const hour = new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS)
  // In order, so that two transactions that count for several runners never wait for each other in a ring.
  const inOrder = [...failed].sort((a, b) => (a.runner.id < b.runner.id ? -1 : 1))
  for (const { run, runner, end, unwanted } of inOrder) {
    const rule = rules.get(runner.manifestVersionId)
    if (unwanted || end.final) {
      const why = unwanted ? 'It was to be cancelled.' : 'It has been given up.'
      decided.set(run.id, { retry: false, why })
      continue
    }
    if (run.origin === 'smoke_test' || !rule) {
      decided.set(run.id, never)
      continue
    }
    const cause = end.cause ?? 'platform'
    const about = { cause, failures: run.failures + 1 }
    const might = decideRetry(rule, { ...about, usedThisHour: 0 })
    const granted = might.retry && (await takeRetry(tx, { tenantId, runnerId: runner.id, hour }, rule.budget_per_hour))
    const said = might.retry && !granted ? decideRetry(rule, { ...about, usedThisHour: rule.budget_per_hour }) : might
    decided.set(run.id, said.retry ? { retry: true, dueAt: new Date(now.getTime() + said.inMs) } : said)
  }
  return decided
}

/** Counts one retry, unless the hour's are used up. */
async function takeRetry(
  tx: Tx,
  { tenantId, runnerId, hour }: { tenantId: string; runnerId: string; hour: Date },
  budget: number,
): Promise<boolean> {
  if (budget <= 0) return false
  const count = await unsafeTx(tx).$executeRaw`
    insert into "RetryHour" as h ("tenantId", "runnerId", hour, used)
    values (${tenantId}, ${runnerId}, ${hour}::timestamptz, 1)
    on conflict ("tenantId", "runnerId", hour) do update set used = h.used + 1 where h.used < ${budget}`
  return count === 1
}

async function rulesOf(tx: Tx, tenantId: string, failed: readonly Failed[]): Promise<Map<string, RetryRule>> {
  const ids = [...new Set(failed.map(({ runner }) => runner.manifestVersionId))]
  const versions = await tx.manifestVersion.findMany({
    where: { tenantId, id: { in: ids } },
    select: { id: true, normalised: true },
  })
  return new Map(versions.map(({ id, normalised }) => [id, normalisedManifestSchema.parse(normalised).run.retry]))
}
