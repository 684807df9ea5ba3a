import type { z } from 'zod'
import type { Actor } from '../../auth/actor.ts'
import { authorise } from '../../auth/authorise.ts'
import { db, transaction } from '../../db/client.ts'
import { notFound } from '../../errors.ts'
import { openTopic } from './open-topic.ts'
import { topicInput } from './schema.ts'

/** Makes a topic in an environment; one that is there is answered as it is. Throws `forbidden`, `not_found`. */
export async function createTopic(actor: Actor, given: z.input<typeof topicInput>): Promise<{ id: string }> {
  authorise(actor, 'topic:publish')
  const { name, environment: named } = topicInput.parse(given)
  const environment = await db.environment.findUnique({ where: { name: named } })
  if (!environment) throw notFound('environment')
  return transaction(async (tx) => ({ id: (await openTopic(tx, actor, environment, name)).id }))
}
