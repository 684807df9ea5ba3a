import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { emailsOf } from '../auth/emails-of.ts'
import { db } from '../db/client.ts'
import type { AdvisorySourceRow } from './schema.ts'

/** Where the vulnerability data comes from, by name. Public facts: everybody who may see artifacts may see them. */
export async function listAdvisorySources(actor: Actor): Promise<AdvisorySourceRow[]> {
  authorise(actor, 'artifact:read')
  const sources = await db.advisorySource.findMany({ where: { records: { gt: 0 } }, orderBy: { name: 'asc' } })
  const ids = sources.flatMap(({ importedById }) => importedById ?? [])
  const emails = await emailsOf(ids)
  return sources.map(({ importedById, newestCve: _, ...source }) => ({
    ...source,
    importedBy: importedById ? (emails.get(importedById) ?? importedById) : null,
  }))
}
