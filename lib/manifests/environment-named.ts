import { db } from '../db/client.ts'
import type { Environment } from '../db/generated/client.ts'
import { notFound } from '../errors.ts'

/** The environment of that name; the first one when no name is given. Throws `not_found`. */
export async function environmentNamed(name: string | undefined): Promise<Environment> {
  const found = name
    ? await db.environment.findUnique({ where: { name } })
    : await db.environment.findFirst({ orderBy: { rank: 'asc' } })
  if (!found) throw notFound('environment')
  return found
}
