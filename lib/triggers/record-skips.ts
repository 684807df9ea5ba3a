import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { newId } from '../ids.ts'
import type { Skipped } from './plan-ticks.ts'

type Schedule = { tenantId: string; id: string; runnerId: string; environmentId: string; lastAt: Date | null }

/** Writes down ticks that became no run: those that follow one another for one reason are one row. */
export async function recordSkips(
  tx: Tx,
  actor: Actor,
  schedule: Schedule,
  skipped: readonly Skipped[],
): Promise<void> {
  if (!skipped.length) return
  const { tenantId, id: triggerId, runnerId, environmentId } = schedule
  const runner = await tx.runner.findFirst({
    where: { tenantId, id: runnerId },
    select: { name: true, manifestId: true },
  })
  let last = await tx.triggerSkip.findFirst({ where: { tenantId, triggerId }, orderBy: { id: 'desc' } })
  // Only what the schedule handled last is gone on with: a run in between ends a row.
  if (last?.lastAt.getTime() !== schedule.lastAt?.getTime()) last = null
  for (const { reason, because, ticks } of stretchesOf(skipped)) {
    const [firstAt, lastAt] = [ticks[0], ticks.at(-1)] as [Date, Date]
    if (last?.reason === reason && last.because === because) {
      const count = last.count + ticks.length
      await tx.triggerSkip.updateMany({ where: { tenantId, id: last.id }, data: { count, lastAt } })
    } else {
      const row = { tenantId, id: newId('skip'), triggerId, reason, because, firstAt, lastAt, count: ticks.length }
      await tx.triggerSkip.create({ data: row })
    }
    last = null
    await appendEvidence(tx, {
      kind: 'trigger.skipped',
      actor,
      result: 'info',
      runnerId,
      environmentId,
      ...(runner && { manifestId: runner.manifestId }),
      triggerId,
      runner: runner?.name ?? runnerId,
      reason,
      because,
      count: ticks.length,
      firstAt: firstAt.toISOString(),
      lastAt: lastAt.toISOString(),
    })
  }
}

function stretchesOf(skipped: readonly Skipped[]) {
  const found: { reason: Skipped['reason']; because: string; ticks: Date[] }[] = []
  for (const { at, reason, because } of skipped) {
    const last = found.at(-1)
    if (last?.reason === reason && last.because === because) last.ticks.push(at)
    else found.push({ reason, because, ticks: [at] })
  }
  return found
}
