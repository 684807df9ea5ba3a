import { Prisma } from '../db/client.ts'

/** Joins what `outcomeNow` looks at to the dead letter `d`: its runner, and the newest run of its token. */
export const withNewest = Prisma.sql`
  join "Runner" r on r."tenantId" = d."tenantId" and r.id = d."runnerId"
  left join "Run" newest on newest."tenantId" = d."tenantId" and newest."runnerId" = d."runnerId"
    and newest.token = d.token and newest."replayedById" is null`

/**
 * What would become of the dead letter `d` were its turn now: an outcome that needs no run, or null where it would run.
 * The one place that knows, for the rehearsal of ten thousand and for the turn of one.
 */
export function outcomeNow(at: Date): Prisma.Sql {
  return Prisma.sql`
    case
      when newest.status = 'succeeded' or d.status = 'replayed' then 'already_done'
      when d.status <> 'open' then 'settled'
      when newest.status in ('queued', 'running', 'retrying') then 'in_flight'
      when r.status <> 'active' then 'runner_gone'
      when d."expiresAt" <= ${at}::timestamptz or newest.input is null then 'payload_expired'
    end`
}
