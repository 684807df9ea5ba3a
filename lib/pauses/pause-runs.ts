import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { type Tx, transaction, unsafeTx } from '../db/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { newId } from '../ids.ts'
import { boardOf, notifyChanges } from '../live/notify.ts'
import { sayScope } from './say-scope.ts'
import { type PauseInput, pauseInput } from './schema.ts'

/**
 * Lets nothing begin in a runner, an environment or the whole tenant, until somebody resumes it. What runs goes on, runs
 * that are asked for wait, ticks of schedules are let go and written down. Throws `forbidden`, `not_found`, and
 * `invalid_state` when just this is paused already.
 */
export async function pauseRuns(actor: Actor, given: PauseInput): Promise<{ id: string }> {
  const { reason, ...named } = pauseInput.parse(given)
  authorise(actor, named.runnerId === undefined ? 'run:pause_all' : 'run:pause')
  const { tenantId } = actor
  const id = newId('pause')
  await transaction(async (tx) => {
    const { runner, environment } = await scopeOf(tx, tenantId, named)
    const scope = { runnerId: runner?.id ?? null, environmentId: runner ? null : (environment?.id ?? null) }
    // Two people in the same instant: the second finds the first's.
    await unsafeTx(tx).$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`pause:${tenantId}`}, 0))`
    const open = await tx.pause.findFirst({ where: { tenantId, ...scope, resumedAt: null }, select: { id: true } })
    if (open) {
      throw new BareCountError('invalid_state', `This is paused already (${open.id}).`, {
        remedy: 'Resume that pause.',
      })
    }
    await tx.pause.create({ data: { tenantId, id, ...scope, reason, pausedById: actor.userId } })
    await notifyChanges(tx, [boardOf(tenantId), ...(runner ? [runner.id] : [])])
    await appendEvidence(tx, {
      kind: 'runs.paused',
      actor,
      result: 'info',
      ...(runner && { runnerId: runner.id, manifestId: runner.manifestId }),
      ...(environment && { environmentId: environment.id }),
      pauseId: id,
      scope: sayScope({ runner: runner?.name, environment: environment?.name }),
      reason,
    })
  })
  return { id }
}

async function scopeOf(
  tx: Tx,
  tenantId: string,
  named: { runnerId?: string | undefined; environment?: string | undefined },
) {
  if (named.runnerId !== undefined) {
    const [name = '', at] = named.runnerId.split('@')
    const runner = await tx.runner.findFirst({
      where: { tenantId, ...(at ? { name, environment: { name: at } } : { id: name }), status: { not: 'destroyed' } },
      select: { id: true, name: true, manifestId: true, environment: { select: { id: true, name: true } } },
    })
    if (!runner) throw notFound('runner')
    return { runner, environment: runner.environment }
  }
  if (named.environment === undefined) return {}
  const environment = await tx.environment.findUnique({ where: { name: named.environment } })
  if (!environment) throw notFound('environment')
  return { environment }
}
