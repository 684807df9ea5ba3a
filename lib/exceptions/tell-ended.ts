import type { Tx } from '../db/client.ts'
import { notifyUsers } from '../notifications/notify-users.ts'
import { type NamedException, nameOf } from './named-exception.ts'

const tellRoles = ['engineer', 'approver'] as const

/** Tells whom it concerns that an exception no longer counts, and which runners stand still because of it. */
export async function tellEnded(tx: Tx, exception: NamedException, how: string): Promise<void> {
  const { tenantId, id } = exception
  const living = await runnersLivingOn(tx, exception)
  const names = living.map(({ name, environment }) => `${name} in ${environment}`)
  const standing = names.length
    ? ` ${names.join(', ')} ${names.length === 1 ? 'runs' : 'run'} nothing until it is renewed or deployed anew.`
    : ''
  await notifyUsers(tx, tenantId, await concerned(tx, exception, living), {
    kind: 'exception_ended',
    sentence: `The exception from ${exception.rule} for ${nameOf(exception).scope} ${how.replace(/\.$/, '')}.${standing}`,
    link: `/exceptions/${id}`,
    subjectIds: [id, ...living.map(({ runnerId }) => runnerId)],
  })
}

/** Who is told about an exception: who asked for it, who deployed what lives on it, and who works with runners. */
export async function concerned(
  tx: Tx,
  { tenantId, requestedById }: NamedException,
  living: readonly { requestedById: string }[],
): Promise<string[]> {
  const members = await tx.membership.findMany({
    where: { tenantId, roles: { hasSome: [...tellRoles] } },
    select: { userId: true },
  })
  const everybody = [requestedById, ...living.map((one) => one.requestedById), ...members.map(({ userId }) => userId)]
  return [...new Set(everybody)]
}

/** The runners whose present deployment passed its gates by this exception. */
export async function runnersLivingOn(tx: Tx, { tenantId, id }: Pick<NamedException, 'tenantId' | 'id'>) {
  const uses = await tx.exceptionUse.findMany({
    where: { tenantId, exceptionId: id, runner: { status: { not: 'destroyed' } } },
    select: {
      deploymentId: true,
      deployment: { select: { requestedById: true } },
      runner: { select: { id: true, name: true, deploymentId: true, environment: { select: { name: true } } } },
    },
    orderBy: { deploymentId: 'asc' },
  })
  return uses
    .filter(({ deploymentId, runner }) => runner.deploymentId === deploymentId)
    .map(({ deployment, runner }) => ({
      runnerId: runner.id,
      name: runner.name,
      environment: runner.environment.name,
      requestedById: deployment.requestedById,
    }))
}
