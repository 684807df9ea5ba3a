import { randomBytes } from 'node:crypto'
import { type Tx, unsafeTx } from '../db/client.ts'
import { notifyChange, notifyChanges } from '../live/notify.ts'
import type { Use } from './ask-of-run.ts'
import { loseAttempt, regainAttempt } from './lost-attempts.ts'
import type { RunCause } from './run-words.ts'

// Every way a run goes from one state to another, as a compare-and-set; lib/runs/states.ts is the picture of them.

type RunRef = { tenantId: string; id: string }

/** Who holds a fetched run, and until when nobody else may take it. */
export type Lease = { agentId: string; until: Date }

/** Who carries it out: the worker that invokes it, or the agent that leased it. */
export type Holder = { workerId: string } | Lease

/** `decisionId`: of the gate that let it begin; null keeps the one of when it was asked for. */
export type ToClaim = { id: string; artifactDigest: string; asks: Use; decisionId: string | null }
export type Claimed = { id: string; attempt: number; spanId: string; startedAt: Date }

/**
 * queued → running as the next attempt, of all that are still queued: the others are another's. Returns those that were
 * claimed, each with its attempt on record and what is set aside for it; the caller moves the counters.
 */
export async function claimAll(
  tx: Tx,
  tenantId: string,
  runs: readonly ToClaim[],
  { holder, month }: { holder: Holder; month: string },
): Promise<Claimed[]> {
  const [workerId, agentId, until] =
    'workerId' in holder ? [holder.workerId, null, null] : [null, holder.agentId, holder.until]
  const rows = runs.map(({ id, artifactDigest, asks, decisionId }) => {
    return { id, artifactDigest, decisionId, ms: asks.ms, micros: asks.micros, spanId: randomBytes(8).toString('hex') }
  })
  return unsafeTx(tx).$queryRaw<Claimed[]>`
    with wanted as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as x(id text, "artifactDigest" text, "decisionId" text, ms bigint, micros bigint, "spanId" text)
    ), claimed as (
      update "Run" r set status = 'running', attempt = r.attempt + 1, "startedAt" = clock_timestamp(), "dueAt" = null,
        "artifactDigest" = w."artifactDigest", "decisionId" = coalesce(w."decisionId", r."decisionId"),
        "workerId" = ${workerId}, "leaseAgentId" = ${agentId}, "leaseUntil" = ${until}::timestamptz
      from wanted w
      where r."tenantId" = ${tenantId} and r.id = w.id and r.status = 'queued'
      returning r.id, r.attempt, r."decisionId", r."startedAt", w.ms, w.micros, w."spanId"
    ), told as (
      select pg_notify('barecount_changes', id) from claimed
    ), kept as (
      insert into "RunAttempt" ("tenantId", "runId", number, holder, "decisionId", "startedAt", "spanId", month,
        "reservedMs", "reservedMicros")
      select ${tenantId}, id, attempt, ${workerId ?? agentId}, "decisionId", "startedAt", "spanId", ${month}, ms, micros
      from claimed
      returning "runId", number, "spanId", "startedAt"
    )
    select "runId" as id, number as attempt, "spanId", "startedAt", (select count(*) from told) from kept`
}

/** running → queued: who held it is silent, gone, or gave it up. An agent may still finish, unless another claims it first. */
export async function handBackRun(
  tx: Tx,
  ref: RunRef,
  attempt: number,
  how: { holder: { agentId: string } | { workerId: string }; reason: string; drained: boolean },
): Promise<boolean> {
  const { holder, reason, drained } = how
  const held = 'agentId' in holder ? { leaseAgentId: holder.agentId } : { workerId: holder.workerId }
  const { count } = await tx.run.updateMany({
    where: { ...ref, status: 'running', attempt, ...held },
    data: { status: 'queued', leaseUntil: null, workerId: null, ...(drained ? { drained: { increment: 1 } } : {}) },
  })
  if (!count) return false
  await loseAttempt(tx, ref, attempt, reason)
  await notifyChange(tx, ref.id)
  return true
}

/**
 * queued → running as the attempt it was: the agent that held it is back before anybody else took it. The caller has
 * seen that there is room for what is set aside for it again.
 */
export async function resumeRun(tx: Tx, ref: RunRef, attempt: number, lease: Lease, reserved: Use): Promise<boolean> {
  const { count } = await tx.run.updateMany({
    where: { ...ref, status: 'queued', attempt, leaseAgentId: lease.agentId },
    data: { status: 'running', leaseUntil: lease.until },
  })
  if (!count) return false
  await regainAttempt(tx, ref, attempt, reserved)
  await notifyChange(tx, ref.id)
  return true
}

/** Nobody took it: queued → failed. */
export async function giveUpRun(
  tx: Tx,
  ref: RunRef,
  { cause, reason }: { cause: RunCause; reason: string },
): Promise<boolean> {
  const { count } = await tx.run.updateMany({
    where: { ...ref, status: 'queued' },
    data: { status: 'failed', cause, reason, finishedAt: new Date() },
  })
  if (count) await notifyChange(tx, ref.id)
  return count === 1
}

/** queued → denied: a gate said no. Returns the ids of those that still were queued. */
export async function denyAll(
  tx: Tx,
  tenantId: string,
  ids: readonly string[],
  { reason, decisionId }: { reason: string; decisionId: string },
): Promise<string[]> {
  const rows = await unsafeTx(tx).$queryRaw<{ id: string }[]>`
    update "Run" set status = 'denied', cause = 'denied', reason = ${reason}, "decisionId" = ${decisionId},
      "finishedAt" = now(), "dueAt" = null
    where "tenantId" = ${tenantId} and id = any(${[...ids]}::text[]) and status = 'queued' returning id`
  const denied = rows.map((row) => row.id)
  await notifyChanges(tx, denied)
  return denied
}

/** retrying → queued, of all whose retry is due at `now`. Returns them; workers may do this at the same moment. */
export async function releaseDue(tx: Tx, now: Date, limit: number) {
  return unsafeTx(tx).$queryRaw<{ tenantId: string; id: string; runnerId: string; environmentId: string }[]>`
    update "Run" r set status = 'queued', "dueAt" = null
    from (
      select "tenantId", id from "Run" where status = 'retrying' and "dueAt" <= ${now}::timestamptz
      order by "dueAt" limit ${limit} for update skip locked
    ) due
    where r."tenantId" = due."tenantId" and r.id = due.id
    returning r."tenantId", r.id, r."runnerId", r."environmentId"`
}
