import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'

/** The platform's environments by rank: a handful, so one page. */
export async function listEnvironments(actor: Actor) {
  authorise(actor, 'environment:read')
  return db.environment.findMany({ orderBy: { rank: 'asc' } })
}
