import { runSynthetic } from '../../agents/run-synthetic.ts'
import { systemActor } from '../../auth/actor.ts'
import { db, transaction, unsafeDb } from '../../db/client.ts'
import { BareCountError } from '../../errors.ts'
import { changesOf } from '../../live/changes.ts'
import { readLog } from '../queries.ts'
import type { Invocation, InvocationResult, InvokeOptions, PulledSpec } from '../target.ts'
import type { InstanceFleet } from './instance-fleet.ts'
import { isAlive } from './instance-words.ts'
import { orderInstance, type StartOrder } from './reconcile-runner.ts'
import { drainInstance } from './transitions.ts'

const END_MS = 30_000

/**
 * Proves a version on an instance of its own, which takes no other work: it is started, must become ready, carries out
 * the synthetic job, and is ended, whatever happened. Throws `unavailable` with its log told when it does not get ready.
 */
export async function smokeTestInstance(
  { keeper, by }: InstanceFleet,
  spec: PulledSpec,
  invocation: Invocation,
  { signal, onLog }: InvokeOptions,
): Promise<InvocationResult> {
  const tenant = await unsafeDb.tenant.findUniqueOrThrow({ where: { id: spec.tenantId } })
  const actor = systemActor(tenant, 'worker')
  const { tenantId, runnerId: id, name, environment } = spec
  const order = await transaction((tx) =>
    orderInstance(tx, actor, { tenantId, id, name, environment, facts: { spec } }, by, { synthetic: true }),
  )
  try {
    await keeper.start(order)
    await untilReady(order, signal)
    return await runSynthetic(actor, { spec, instanceId: order.id, invocation, signal, onLog })
  } catch (error) {
    for (const chunk of await readLog(actor, order.id, 0n)) {
      for (const line of chunk.text.split('\n')) onLog(line, 'platform')
    }
    throw error
  } finally {
    await transaction((tx) => drainInstance(tx, order, 'Its smoke test is over.'))
    await untilEnded(order)
  }
}

/** Resolves once its agent takes work. Throws why it ended before that, or the signal's reason. */
async function untilReady({ tenantId, id }: StartOrder, signal: AbortSignal): Promise<void> {
  for await (const _ of changesOf(id, signal)) {
    const row = await db.instance.findFirst({ where: { tenantId, id }, select: { status: true, reason: true } })
    if (row?.status === 'ready') return
    if (!row || !isAlive(row.status)) {
      throw new BareCountError('unavailable', `It did not become ready. ${row?.reason ?? ''}`.trim(), {
        remedy: 'What it wrote is above; mend what it says and resume the deployment.',
      })
    }
  }
  throw signal.reason
}

async function untilEnded({ tenantId, id }: StartOrder): Promise<void> {
  for await (const _ of changesOf(id, AbortSignal.timeout(END_MS))) {
    const row = await db.instance.findFirst({ where: { tenantId, id }, select: { status: true } })
    if (!row || !isAlive(row.status)) return
  }
}
