import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'

/** More are not chosen from a list; they are named in the address. */
const MOST = 500

/** Runners and pipelines to choose from in a filter, by name. */
export async function runnerChoices(actor: Actor) {
  authorise(actor, 'runner:read')
  const rows = await db.runner.findMany({
    where: { tenantId: actor.tenantId, status: { not: 'destroyed' } },
    select: { id: true, name: true, pipeline: true, environment: { select: { name: true } } },
    orderBy: { id: 'desc' },
    take: MOST,
  })
  const byName = (a: string, b: string) => a.localeCompare(b)
  const runners = rows
    .map(({ id, name, environment }) => ({ value: id, label: `${name} in ${environment.name}` }))
    .sort((a, b) => byName(a.label, b.label))
  return { runners, pipelines: [...new Set(rows.map(({ pipeline }) => pipeline))].sort(byName) }
}
