import { Prisma, type Tx, unsafeTx } from '../db/client.ts'
import { openLettersNamed } from '../dead-letters/letters-where.ts'
import type { LettersNamed } from '../dead-letters/schema.ts'
import { MAX_ITEMS } from './schema.ts'

type List = { tenantId: string; replayId: string }

/**
 * The dead letters that a selection names, one a token: the newest, which stands for the older. Rows of `(id, runId,
 * runnerId, token, fingerprint, expiresAt, status)`, as raw SQL. One more than a replay takes, to know that there are more.
 */
export function chosenLetters(tenantId: string, letters: LettersNamed): Prisma.Sql {
  return Prisma.sql`
    select distinct on (d."runnerId", d.token)
      d."tenantId", d.id, d."runId", d."runnerId", d.token, d.fingerprint, d."expiresAt", d.status
    from (
      select d.* from "DeadLetter" d where ${openLettersNamed(tenantId, letters)}
      order by d.id limit ${MAX_ITEMS + 1}
    ) d
    order by d."runnerId", d.token, d.id desc`
}

/**
 * Puts what a selection names on the list of a replay. The first failure of each error of each runner comes first, then
 * the second of each, so that a canary of a few meets many. Returns how many there are.
 */
export async function listItems(tx: Tx, { tenantId, replayId }: List, letters: LettersNamed): Promise<number> {
  return unsafeTx(tx).$executeRaw`
    insert into "ReplayItem" ("tenantId", "replayId", seq, "deadLetterId", "failedRunId", "runnerId", token)
    select ${tenantId}, ${replayId}, row_number() over (order by c.nth, c."runnerId", c.fingerprint, c.id),
      c.id, coalesce(newest.id, c."runId"), c."runnerId", c.token
    from (
      select l.*, row_number() over (partition by l."runnerId", l.fingerprint order by l.id) as nth
      from (${chosenLetters(tenantId, letters)}) l
    ) c
    left join "Run" newest on newest."tenantId" = c."tenantId" and newest."runnerId" = c."runnerId"
      and newest.token = c.token and newest."replayedById" is null`
}

/** sha256 over the list, token by token in its order: what approval is bound to. */
export async function digestOfList(tx: Tx, list: List): Promise<string> {
  return digest(tx, list, Prisma.sql`true`)
}

/**
 * The same over what is on the list and still as it was when it was listed: the failure open, and its run the newest of
 * the token. It equals the list's digest exactly when nothing has changed.
 */
export async function digestOfListNow(tx: Tx, list: List): Promise<string> {
  return digest(
    tx,
    list,
    // Each row by its key and only then looked at: a planner without figures of a list that was just written would take
    // an index of the conditions, once for every token.
    Prisma.sql`(
        select d.status from "DeadLetter" d where d."tenantId" = i."tenantId" and d.id = i."deadLetterId"
      ) = 'open' and (
        select r."replayedById" is null and r.status in ('failed', 'cancelled', 'denied')
        from "Run" r where r."tenantId" = i."tenantId" and r.id = i."failedRunId"
      )`,
  )
}

async function digest(tx: Tx, { tenantId, replayId }: List, which: Prisma.Sql): Promise<string> {
  const [row] = await unsafeTx(tx).$queryRaw<{ digest: string }[]>`
    select 'sha256:' || encode(sha256(convert_to(coalesce(string_agg(
      i."deadLetterId" || ' ' || i."failedRunId" || ' ' || i."runnerId" || ' ' || i.token, E'\n' order by i.seq), ''),
      'UTF8')), 'hex') as digest
    from "ReplayItem" i
    where i."tenantId" = ${tenantId} and i."replayId" = ${replayId} and ${which}`
  if (!row) throw new Error('an aggregate has one row')
  return row.digest
}
