import { isPulled } from '../agents/is-pulled.ts'
import { ONLINE_MS } from '../agents/standing.ts'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { activePriceBook } from '../cost/active-price-book.ts'
import { db, unsafeDb } from '../db/client.ts'
import { notFound } from '../errors.ts'
import type { RunnerSpec } from '../provisioning/target.ts'
import { workersAlive } from '../worker/readiness.ts'
import { admit } from './admission.ts'
import { askOfRun } from './ask-of-run.ts'
import { readLoad } from './read-load.ts'
import { COUNTED_AHEAD, sayWait } from './say-wait.ts'

/**
 * Why a run has not begun: asked of the same admission that lets runs begin, with the load of now and without locking it.
 * Undefined when it does not wait. Throws `not_found`.
 */
export async function whyItWaits(actor: Actor, id: string, now = new Date()): Promise<string[] | undefined> {
  authorise(actor, 'run:read')
  const { tenantId } = actor
  const run = await db.run.findFirst({
    where: { tenantId, id },
    select: {
      status: true,
      dueAt: true,
      instanceId: true,
      runner: {
        select: { id: true, status: true, runnerClass: true, environmentId: true, concurrencyLimit: true, spec: true },
      },
    },
  })
  if (!run) throw notFound('run')
  const { status, dueAt, runner } = run
  if (status !== 'queued' && status !== 'retrying') return undefined
  const spec = runner.spec as RunnerSpec
  const by = isPulled(spec) ? 'agent' : 'worker'
  const [held, ahead, there] = await Promise.all([
    heldBy(tenantId, runner, spec, now),
    runsAhead(tenantId, runner.id, id),
    by === 'agent' ? agentsFor(tenantId, runner, now) : workersAlive(now),
  ])
  const facts = { status, dueAt, held, ahead, runnerGone: runner.status === 'destroyed', taken: { by, there } } as const
  return sayWait({ ...facts, instance: run.instanceId !== null }, now)
}

type Runner = {
  id: string
  runnerClass: RunnerSpec['class']
  environmentId: string
  concurrencyLimit: number
}

async function heldBy(tenantId: string, runner: Runner, spec: RunnerSpec, now: Date): Promise<string | undefined> {
  const [load, book] = await Promise.all([readLoad(db, tenantId, now), activePriceBook(db)])
  // Of what agents carry out, the agents' own capacity is the limit.
  if (!isPulled(spec)) {
    const running = load.runners.get(runner.id)?.running ?? 0
    load.runners.set(runner.id, { running, max: runner.concurrencyLimit })
  }
  const { id: runnerId, runnerClass, environmentId } = runner
  const admission = admit(load, { runnerId, runnerClass, environmentId, asks: askOfRun(spec, book?.book) })
  return admission.starts ? undefined : admission.waits
}

async function runsAhead(tenantId: string, runnerId: string, id: string): Promise<number> {
  const [row] = await unsafeDb.$queryRaw<[{ count: number }]>`
    select count(*)::int as count from (
      select 1 from "Run" where "tenantId" = ${tenantId} and "runnerId" = ${runnerId} and status = 'queued' and id < ${id}
      limit ${COUNTED_AHEAD}
    ) as before`
  return row.count
}

/** Agents that are heard of: of the runner's own instances, or of its environment where the enterprise owns the host. */
function agentsFor(tenantId: string, { id, environmentId }: Runner, now: Date): Promise<number> {
  return db.agent.count({
    where: {
      tenantId,
      environmentId,
      revokedAt: null,
      lastSeenAt: { gt: new Date(now.getTime() - ONLINE_MS) },
      OR: [{ runnerId: id }, { runnerId: null, kind: 'on_premise' }],
    },
  })
}
