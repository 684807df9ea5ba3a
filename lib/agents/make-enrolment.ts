import { randomBytes } from 'node:crypto'
import type { Actor } from '../auth/actor.ts'
import { hashToken } from '../auth/api-token.ts'
import type { Tx } from '../db/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { newId } from '../ids.ts'

/** For what an agent is invited: a host of the enterprise's own, or one instance of one runner. */
export type EnrolmentOf =
  | { kind: 'on_premise'; name: string; environment: { id: string; name: string } }
  | {
      kind: 'instance'
      name: string
      environment: { id: string; name: string }
      runnerId: string
      instanceId: string
    }

/** Makes a one-time right to become an agent. The token is in the answer and nowhere else. */
export async function makeEnrolment(
  tx: Tx,
  actor: Actor,
  of: EnrolmentOf,
  minutes: number,
): Promise<{ id: string; token: string; expiresAt: Date }> {
  const token = `bce_${randomBytes(32).toString('base64url')}`
  const id = newId('enrolment')
  const expiresAt = new Date(Date.now() + minutes * 60_000)
  const { kind, name, environment } = of
  const bound = of.kind === 'instance' ? { runnerId: of.runnerId, instanceId: of.instanceId } : {}
  await tx.agentEnrolment.create({
    data: {
      tenantId: actor.tenantId,
      id,
      kind,
      name,
      environmentId: environment.id,
      ...bound,
      hash: hashToken(token),
      expiresAt,
      createdById: actor.userId,
    },
  })
  await appendEvidence(tx, {
    kind: 'agent.invited',
    actor,
    result: 'info',
    environmentId: environment.id,
    ...(of.kind === 'instance' ? { runnerId: of.runnerId } : {}),
    enrolmentId: id,
    agentKind: kind,
    name,
    environment: environment.name,
    expiresAt: expiresAt.toISOString(),
  })
  return { id, token, expiresAt }
}
