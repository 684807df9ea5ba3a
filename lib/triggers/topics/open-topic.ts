import type { Actor } from '../../auth/actor.ts'
import { type Tx, unsafeTx } from '../../db/client.ts'
import { appendEvidence } from '../../evidence/append-evidence.ts'
import { newId } from '../../ids.ts'

/** The topic of that name in the environment, made when there is none. */
export async function openTopic(tx: Tx, actor: Actor, environment: { id: string; name: string }, name: string) {
  const { tenantId } = actor
  const id = newId('topic')
  const made = await unsafeTx(tx).$executeRaw`
    insert into "Topic" ("tenantId", id, "environmentId", name) values (${tenantId}, ${id}, ${environment.id}, ${name})
    on conflict ("tenantId", "environmentId", name) do nothing`
  if (made) {
    const subject = { actor, environmentId: environment.id, environment: environment.name }
    await appendEvidence(tx, { kind: 'topic.created', result: 'info', ...subject, topicId: id, topic: name })
    return { id, nextOffset: 0n }
  }
  const found = await tx.topic.findFirst({
    where: { tenantId, environmentId: environment.id, name },
    select: { id: true, nextOffset: true },
  })
  if (!found) throw new Error(`The topic ${name} is neither there nor to be made.`)
  return found
}
