import { makeEnrolment } from '../../agents/make-enrolment.ts'
import type { Actor } from '../../auth/actor.ts'
import { systemActorOf } from '../../auth/system-actor-of.ts'
import { type Tx, transaction, unsafeTx } from '../../db/client.ts'
import { newId } from '../../ids.ts'
import { notifyChange } from '../../live/notify.ts'
import type { PulledSpec } from '../target.ts'
import { planInstances } from './plan-instances.ts'
import { type InstancedRunner, instancedRunners, specDigestOf } from './runner-facts.ts'
import { drainInstance } from './transitions.ts'

/** How long an instance may take before its agent has exchanged its token. */
const ENROLMENT_MINUTES = 10

/** An instance that was written down and is now to be started. */
export type StartOrder = { tenantId: string; id: string; runnerId: string; spec: PulledSpec; enrolment: string }

export type Reconciler = {
  executorId: string
  homeId: string
  /** The classes this host can start instances of. */
  canStart(spec: PulledSpec): Promise<boolean>
  idleMs?: number
}

/**
 * Writes down what a runner's instances are to become: which start, which end. Nothing happens yet; the answer says what
 * to start. Several workers may do this at once: one holds the runner, the others find nothing left to do.
 */
export async function reconcileRunner(
  ref: { tenantId: string; id: string },
  by: Reconciler,
  now = new Date(),
): Promise<StartOrder[]> {
  const actor = await systemActorOf(ref.tenantId, 'worker')
  return transaction(async (tx) => {
    if (!(await holdRunner(tx, ref.id))) return []
    const [runner] = await instancedRunners(unsafeTx(tx), ref)
    if (!runner) return []
    const { start, drain } = planInstances(runner.facts, now, by.idleMs)
    for (const { id, reason } of drain) {
      await drainInstance(tx, { tenantId: ref.tenantId, id, runnerId: ref.id }, reason)
    }
    const orders: StartOrder[] = []
    if (start > 0 && (await by.canStart(runner.facts.spec))) {
      for (let n = 0; n < start; n++) orders.push(await orderInstance(tx, actor, runner, by, { synthetic: false }))
    }
    return orders
  })
}

type OrderedFor = Pick<InstancedRunner, 'tenantId' | 'id' | 'name' | 'environment'> & { facts: { spec: PulledSpec } }

/** Writes down one instance to be started, with the one-time right of its agent. */
export async function orderInstance(
  tx: Tx,
  actor: Actor,
  runner: OrderedFor,
  by: Pick<Reconciler, 'executorId' | 'homeId'>,
  { synthetic }: { synthetic: boolean },
): Promise<StartOrder> {
  const { tenantId, id: runnerId, name, environment } = runner
  const { spec } = runner.facts
  const id = newId('instance')
  await tx.instance.create({
    data: {
      tenantId,
      id,
      runnerId,
      kind: spec.class === 'container' ? 'container' : 'host',
      artifactDigest: spec.artifactDigest,
      specDigest: specDigestOf(spec),
      spec: spec as object,
      synthetic,
      executorId: by.executorId,
      homeId: by.homeId,
    },
  })
  const of = {
    kind: 'instance' as const,
    name: `${name} ${id.slice(-6).toLowerCase()}`,
    environment,
    runnerId,
    instanceId: id,
  }
  const { token } = await makeEnrolment(tx, actor, of, ENROLMENT_MINUTES)
  await notifyChange(tx, runnerId)
  return { tenantId, id, runnerId, spec, enrolment: token }
}

/** Whether this transaction has the runner to itself. */
async function holdRunner(tx: Tx, runnerId: string): Promise<boolean> {
  const rows = await unsafeTx(tx).$queryRaw<{ locked: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtextextended(${`reconcile:${runnerId}`}, 0)) as locked`
  return rows[0]?.locked === true
}
