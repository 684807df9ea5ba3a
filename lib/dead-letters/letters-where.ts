import { Prisma } from '../db/client.ts'
import { leastIdAt } from '../ids.ts'
import type { DeadLetterFilters, LettersNamed } from './schema.ts'

/** The rows `d` of "DeadLetter" in a tenant that the filters leave, as a condition of raw SQL. Pure. */
export function lettersWhere(tenantId: string, filters: DeadLetterFilters): Prisma.Sql {
  const { status, runnerId, environment, cause, fingerprint, token, from, to } = filters
  return Prisma.join(
    [
      Prisma.sql`d."tenantId" = ${tenantId}`,
      ...(status ? [Prisma.sql`d.status = ${status}::"DeadLetterStatus"`] : []),
      ...(runnerId ? [Prisma.sql`d."runnerId" = ${runnerId}`] : []),
      ...(environment
        ? [Prisma.sql`d."environmentId" = (select e.id from "Environment" e where e.name = ${environment})`]
        : []),
      ...(cause ? [Prisma.sql`d.cause = ${cause}::"RunCause"`] : []),
      ...(fingerprint ? [Prisma.sql`d.fingerprint = ${fingerprint}`] : []),
      ...(token ? [Prisma.sql`d.token = ${token}`] : []),
      ...(from ? [Prisma.sql`d.id >= ${leastIdAt('deadLetter', new Date(from))}`] : []),
      ...(to ? [Prisma.sql`d.id < ${leastIdAt('deadLetter', new Date(to))}`] : []),
    ],
    ' and ',
  )
}

/** The open ones among those that somebody named. Pure. */
export function openLettersNamed(tenantId: string, { ids, filter }: LettersNamed): Prisma.Sql {
  const open = lettersWhere(tenantId, { ...filter, status: 'open' })
  return ids ? Prisma.sql`${open} and d.id = any(${ids}::text[])` : open
}
