import type { Actor } from '../auth/actor.ts'
import { type Tx, unsafeTx } from '../db/client.ts'
import type { Run } from '../db/generated/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { aboutRun, type Subject } from './about-run.ts'
import { admit, type Load, leftFor } from './admission.ts'
import type { Use } from './ask-of-run.ts'
import { lockLoad, lockPlatform } from './read-load.ts'
import { type Lease, resumeRun } from './transitions.ts'

/** A run that waits again because who held it fell silent. */
export type Silent = Pick<
  Run,
  'tenantId' | 'id' | 'token' | 'attempt' | 'origin' | 'runnerId' | 'runnerClass' | 'environmentId'
>
type Back = { run: Silent; runner: Subject['runner'] }

/**
 * Lets an agent that is back go on with a run it held, if nobody took it and there is still room: its place and what was
 * set aside for it may be others' by now. False when it is not its any more.
 */
export async function resumeSilent(tx: Tx, actor: Actor, { run, runner }: Back, lease: Lease): Promise<boolean> {
  const { load, reserved, booked } = await lookAt(tx, run)
  const { runnerId, runnerClass, environmentId } = run
  const asks = { ms: reserved.ms - booked.ms, micros: reserved.micros - booked.micros }
  // A smoke test counts nowhere.
  if (run.origin !== 'smoke_test') {
    if (!admit(load, { runnerId, runnerClass, environmentId, asks }).starts) return false
    if ((await lockPlatform(tx, load)) < 1) return false
  }
  return resume(tx, actor, { run, runner }, lease, reserved)
}

/**
 * Takes up a run again to end it in this transaction: what was done is done, and takes no place. It is booked with no more
 * than what is left beside what others have set aside by now.
 */
export async function resumeToEnd(tx: Tx, actor: Actor, { run, runner }: Back, lease: Lease): Promise<boolean> {
  const { load, reserved, booked } = await lookAt(tx, run)
  const left = leftFor(load, run)
  const most = {
    ms: Math.min(reserved.ms, booked.ms + left.ms),
    micros: Math.min(reserved.micros, booked.micros + left.micros),
  }
  return resume(tx, actor, { run, runner }, lease, most)
}

async function resume(tx: Tx, actor: Actor, back: Back, lease: Lease, reserved: Use): Promise<boolean> {
  const { tenantId, id, attempt } = back.run
  if (!(await resumeRun(tx, { tenantId, id }, attempt, lease, reserved))) return false
  const { agentId } = lease
  await appendEvidence(tx, { kind: 'run.resumed', result: 'info', actor, ...aboutRun(back), agentId })
  return true
}

type Row = { reservedMs: bigint; reservedMicros: bigint; durationMs: number | null; costMicros: bigint | null }

/** The tenant's load, locked, and of the attempt what was set aside, and what it was booked with when it was lost. */
async function lookAt(tx: Tx, run: Silent): Promise<{ load: Load; reserved: Use; booked: Use }> {
  const load = await lockLoad(tx, run.tenantId, new Date())
  const [row] = await unsafeTx(tx).$queryRaw<Row[]>`
    select "reservedMs", "reservedMicros", "durationMs", "costMicros" from "RunAttempt"
    where "tenantId" = ${run.tenantId} and "runId" = ${run.id} and number = ${run.attempt} and status = 'lost'`
  const reserved = { ms: Number(row?.reservedMs ?? 0), micros: Number(row?.reservedMicros ?? 0) }
  return { load, reserved, booked: { ms: row?.durationMs ?? 0, micros: Number(row?.costMicros ?? 0) } }
}
