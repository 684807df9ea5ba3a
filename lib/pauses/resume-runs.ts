import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { type Tx, transaction, unsafeTx } from '../db/client.ts'
import type { Pause } from '../db/generated/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { boardOf, notifyChanges } from '../live/notify.ts'
import { RUNS_WAITING } from '../runs/waiting-channel.ts'
import { sayScope } from './say-scope.ts'

/** What a pause held, as it ends. */
export type Resumed = { skipped: number; waiting: number }

/**
 * Ends a pause: what waited begins, unless another pause holds it too. Answers what it held. Throws `forbidden`,
 * `not_found`, and `invalid_state` when somebody resumed it before.
 */
export async function resumeRuns(actor: Actor, id: string): Promise<Resumed> {
  authorise(actor, 'run:pause')
  const { tenantId } = actor
  return transaction(async (tx) => {
    const pause = await tx.pause.findFirst({ where: { tenantId, id } })
    if (!pause) throw notFound('pause')
    if (!pause.runnerId) authorise(actor, 'run:pause_all')
    const { count } = await tx.pause.updateMany({
      where: { tenantId, id, resumedAt: null },
      data: { resumedAt: new Date(), resumedById: actor.userId },
    })
    if (!count) throw new BareCountError('invalid_state', 'This was resumed before.', { remedy: 'Reload the page.' })
    const { runner, environment } = await placeOf(tx, pause)
    const held = { skipped: await skippedBy(tx, pause), waiting: await waitingIn(tx, pause) }
    await wake(tx, pause)
    await appendEvidence(tx, {
      kind: 'runs.resumed',
      actor,
      result: 'info',
      ...(runner && { runnerId: runner.id, manifestId: runner.manifestId }),
      ...(environment && { environmentId: environment.id }),
      pauseId: id,
      scope: sayScope({ runner: runner?.name, environment: environment?.name }),
      pausedAt: pause.pausedAt.toISOString(),
      ...held,
    })
    return held
  })
}

async function placeOf(tx: Tx, { tenantId, runnerId, environmentId }: Pause) {
  const runner = runnerId
    ? await tx.runner.findFirst({
        where: { tenantId, id: runnerId },
        select: { id: true, name: true, manifestId: true, environmentId: true },
      })
    : null
  const id = runner?.environmentId ?? environmentId
  return { runner, environment: id ? await tx.environment.findUnique({ where: { id } }) : null }
}

async function skippedBy(tx: Tx, { tenantId, id, pausedAt }: Pause): Promise<number> {
  const [row] = await unsafeTx(tx).$queryRaw<{ ticks: number }[]>`
    select coalesce(sum(count), 0)::int ticks from "TriggerSkip"
    where "tenantId" = ${tenantId} and "lastAt" >= ${pausedAt} and reason = 'paused' and because = ${id}`
  return row?.ticks ?? 0
}

function waitingIn(tx: Tx, { tenantId, runnerId, environmentId }: Pause): Promise<number> {
  const where = { tenantId, status: 'queued' as const }
  return tx.run.count({ where: { ...where, ...(runnerId && { runnerId }), ...(environmentId && { environmentId }) } })
}

/** Agents wait for word of their runner or environment, workers for word that there is something to claim. */
async function wake(tx: Tx, { tenantId, runnerId, environmentId }: Pause): Promise<void> {
  const runners = await tx.runner.findMany({
    where: { tenantId, status: 'active', ...(runnerId && { id: runnerId }), ...(environmentId && { environmentId }) },
    select: { id: true, environmentId: true },
  })
  const ids = new Set(runners.flatMap((runner) => [runner.id, runner.environmentId]))
  await notifyChanges(tx, [boardOf(tenantId), RUNS_WAITING, ...ids])
}
