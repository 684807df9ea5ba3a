import { Prisma } from '../db/client.ts'
import type { DeadLetterFilters, LettersNamed } from './schema.ts'

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * The smallest id of an instant. Ids begin with their time, so that a range of time is a range of every index that ends
 * with the id. Pure.
 */
export function firstIdAt(at: Date): string {
  let rest = at.getTime()
  let text = ''
  for (let place = 0; place < 10; place++) {
    text = CROCKFORD[rest % 32] + text
    rest = Math.floor(rest / 32)
  }
  return `ded_${text}${'0'.repeat(16)}`
}

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
      ...(from ? [Prisma.sql`d.id >= ${firstIdAt(new Date(from))}`] : []),
      ...(to ? [Prisma.sql`d.id < ${firstIdAt(new Date(to))}`] : []),
    ],
    ' and ',
  )
}

/** The open ones among those that somebody named. Pure. */
export function openLettersNamed(tenantId: string, { ids, filter }: LettersNamed): Prisma.Sql {
  const open = lettersWhere(tenantId, { ...filter, status: 'open' })
  return ids ? Prisma.sql`${open} and d.id = any(${ids}::text[])` : open
}
