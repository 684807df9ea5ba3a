import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { type LapsedException, lapsedExceptions } from './lapsed-exceptions.ts'

/** Of these runners those that live on an exception that has ended, with it; by the runner's id. */
export async function lapsedRunners(
  actor: Actor,
  runnerIds: readonly string[],
): Promise<Record<string, LapsedException[]>> {
  authorise(actor, 'runner:read')
  const rows = await lapsedExceptions(db, { tenantId: actor.tenantId, runnerIds, at: new Date() })
  const byRunner: Record<string, LapsedException[]> = {}
  for (const row of rows) byRunner[row.runnerId] = [...(byRunner[row.runnerId] ?? []), row]
  return byRunner
}
