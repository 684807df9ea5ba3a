import { systemActorOf } from '../auth/system-actor-of.ts'
import { transaction, unsafeDb } from '../db/client.ts'
import type { Run } from '../db/generated/client.ts'
import { log } from '../log.ts'
import type { RunnerSpec } from '../provisioning/target.ts'
import type { Outcome } from './end-of.ts'
import { type HandedBack, handBack } from './hand-back.ts'
import { tellWaiting } from './release-retries.ts'
import { settleRun } from './settle-runs.ts'

/** Attempts that may be lost with who held them before the run counts as the cause of it. */
export const MAX_LOST = 3

/** Attempts of a run that ended without an outcome, but for those whose holder ended in order. Pure. */
export const lostAttempts = ({ attempt, failures, drained }: Pick<Run, 'attempt' | 'failures' | 'drained'>): number =>
  attempt - failures - drained

/** The workers that hold runs, but for the one with this id. */
export async function workersWithRuns(but: string): Promise<string[]> {
  const rows = await unsafeDb.$queryRaw<{ workerId: string }[]>`
    select distinct "workerId" from "Run" where status = 'running' and "workerId" is not null and "workerId" <> ${but}`
  return rows.map((row) => row.workerId)
}

/**
 * Hands back what a worker held that is gone for good: each run waits again, for its next attempt, or ends when it was
 * to be cancelled or has been lost too often. Returns how many were handled.
 */
export function handBackLost(workerId: string): Promise<number> {
  return handBackAll(workerId, 'died', outcomeOf)
}

/** Hands back what a worker still holds that ends in order. None of it is given up for that, however often it happens. */
export function handBackHeld(workerId: string): Promise<number> {
  return handBackAll(workerId, 'drained', cancelledOf)
}

type OutcomeOf = (run: Run) => Outcome | undefined

async function handBackAll(workerId: string, why: HandedBack, how: OutcomeOf): Promise<number> {
  // A worker holds runs of every tenant.
  const lost = await unsafeDb.run.findMany({
    where: { status: 'running', workerId },
    select: { tenantId: true, id: true },
  })
  let handled = 0
  for (const ref of lost) {
    // One that cannot be handled must not keep the others waiting.
    const done = await handBackOne(ref, workerId, why, how).catch((error: unknown) => {
      log.error({ err: error, run: ref.id }, 'a run of a worker that is gone could not be handed back')
      return false
    })
    if (done) handled++
  }
  return handled
}

async function handBackOne(
  ref: { tenantId: string; id: string },
  workerId: string,
  why: HandedBack,
  how: OutcomeOf,
): Promise<boolean> {
  const actor = await systemActorOf(ref.tenantId, 'worker')
  return transaction(async (tx) => {
    const row = await tx.run.findFirst({ where: { ...ref, status: 'running', workerId }, include: { runner: true } })
    if (!row) return false
    const { runner, ...run } = row
    const outcome = how(run)
    if (outcome) return settleRun(tx, actor, { run, runner, spec: runner.spec as RunnerSpec, outcome })
    if (!(await handBack(tx, actor, { run, runner }, { workerId, why }))) return false
    await tellWaiting(tx, [run])
    return true
  })
}

/** How a run ends whose worker is gone; undefined when another attempt may follow. Pure. */
function outcomeOf(run: Run): Outcome | undefined {
  const cancelled = cancelledOf(run)
  if (cancelled) return cancelled
  const lost = lostAttempts(run)
  if (lost < MAX_LOST) return undefined
  return { cause: 'platform', reason: `The workers that held it died, in ${lost} attempts.`, final: true }
}

const cancelledOf: OutcomeOf = ({ cancelRequestedAt }) =>
  cancelRequestedAt ? { cancelled: 'Cancelled while it ran; the worker that held it is gone.' } : undefined
