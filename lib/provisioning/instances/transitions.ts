import type { Actor } from '../../auth/actor.ts'
import type { Tx } from '../../db/client.ts'
import type { Instance, Prisma } from '../../db/generated/client.ts'
import { appendEvidence } from '../../evidence/append-evidence.ts'
import { notifyChange } from '../../live/notify.ts'
import type { IsolationReport } from '../isolation.ts'
import { aliveStatuses, type InstanceStatus } from './instance-words.ts'

/** An instance with what evidence names. */
export type InstanceSubject = Pick<
  Instance,
  'tenantId' | 'id' | 'runnerId' | 'kind' | 'artifactDigest' | 'synthetic'
> & {
  runner: { name: string; manifestId: string; environmentId: string; environment: { name: string } }
}

/** What of an instance's row its evidence needs. */
export const subjectFields = {
  tenantId: true,
  id: true,
  runnerId: true,
  kind: true,
  artifactDigest: true,
  synthetic: true,
  runner: {
    select: { name: true, manifestId: true, environmentId: true, environment: { select: { name: true } } },
  },
} as const satisfies Prisma.InstanceSelect

/** alive → alive, once it is known what its host calls it; its agent may be ready by then. False when it has ended. */
export async function noteStarted(
  tx: Tx,
  actor: Actor,
  subject: InstanceSubject,
  started: { handle: string; isolation: IsolationReport },
): Promise<boolean> {
  const data = { handle: started.handle, isolation: { ...started.isolation } }
  if (!(await move(tx, subject, aliveStatuses, data))) return false
  const { isolation } = started
  await appendEvidence(tx, { kind: 'instance.started', actor, result: 'succeeded', ...facts(subject), isolation })
  return true
}

/** starting → ready: its agent is there and takes work. */
export async function markReady(tx: Tx, ref: Pick<Instance, 'tenantId' | 'id' | 'runnerId'>): Promise<boolean> {
  const now = new Date()
  return move(tx, ref, ['starting'], { status: 'ready', readyAt: now, busyAt: now })
}

/** starting|ready → draining: it ends what it has and takes no more. */
export async function drainInstance(
  tx: Tx,
  ref: Pick<Instance, 'tenantId' | 'id' | 'runnerId'>,
  reason: string,
): Promise<boolean> {
  return move(tx, ref, ['starting', 'ready'], { status: 'draining', reason })
}

/** draining → stopped. */
export async function markStopped(tx: Tx, actor: Actor, subject: InstanceSubject, reason: string): Promise<boolean> {
  if (!(await move(tx, subject, ['draining'], { status: 'stopped', reason, stoppedAt: new Date() }))) return false
  await appendEvidence(tx, { kind: 'instance.stopped', actor, result: 'succeeded', ...facts(subject), reason })
  return true
}

/** alive → failed; `from` narrows to the status it was judged in, since what fails one may be the end of another. */
export async function failInstance(
  tx: Tx,
  actor: Actor,
  subject: InstanceSubject,
  reason: string,
  from: readonly InstanceStatus[] = aliveStatuses,
): Promise<boolean> {
  if (!(await move(tx, subject, from, { status: 'failed', reason, stoppedAt: new Date() }))) return false
  await appendEvidence(tx, { kind: 'instance.failed', actor, result: 'failed', ...facts(subject), reason })
  return true
}

/** alive → alive, looked after by another worker, as its present one is gone. False when yet another was first. */
export async function adoptInstance(
  tx: Tx,
  ref: Pick<Instance, 'tenantId' | 'id' | 'runnerId' | 'executorId'>,
  executorId: string,
): Promise<boolean> {
  const { count } = await tx.instance.updateMany({
    where: { tenantId: ref.tenantId, id: ref.id, executorId: ref.executorId, status: { in: [...aliveStatuses] } },
    data: { executorId },
  })
  return count === 1
}

async function move(
  tx: Tx,
  { tenantId, id, runnerId }: Pick<Instance, 'tenantId' | 'id' | 'runnerId'>,
  from: readonly InstanceStatus[],
  data: Prisma.InstanceUpdateManyMutationInput,
): Promise<boolean> {
  const { count } = await tx.instance.updateMany({ where: { tenantId, id, status: { in: [...from] } }, data })
  if (!count) return false
  await notifyChange(tx, id)
  await notifyChange(tx, runnerId)
  return true
}

function facts({ id, runnerId, kind, artifactDigest, synthetic, runner }: InstanceSubject) {
  return {
    runnerId,
    manifestId: runner.manifestId,
    environmentId: runner.environmentId,
    subjectDigests: [{ name: runner.name, sha256: artifactDigest }],
    instanceId: id,
    instanceKind: kind,
    runner: runner.name,
    environment: runner.environment.name,
    artifactDigest,
    synthetic,
  }
}
