import { Prisma } from '../db/client.ts'

/** Of `r`, `e` and `v`: what was applied is not what the record and the environment say, other bytes or other variables. */
export const driftedSql = Prisma.sql`(r.spec ? 'env' and (
  r.spec->>'artifactDigest' is distinct from r."artifactDigest"
  or r.spec->'env' is distinct from e.variables || coalesce(v.normalised->'runner'->'env', '{}'::jsonb)))`
