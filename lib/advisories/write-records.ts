import { Prisma, type UnsafeTx } from '../db/client.ts'
import type { AdvisoryRecord } from './osv.ts'

/**
 * Writes a batch of advisories of one source: new ones, and those newer than what is held. What is as old or older
 * changes nothing. Returns how many changed.
 */
export async function writeRecords(
  tx: UnsafeTx,
  sourceId: string,
  records: readonly AdvisoryRecord[],
): Promise<number> {
  const latest = [...latestById(records).values()]
  const rows = latest.map(({ affected: _, ...record }) => record)
  // As one text parameter: the driver would quote hundreds of arrays element by element.
  const changed = await tx.$queryRaw<{ id: string; existed: boolean }[]>`
    insert into "Advisory"
      ("sourceId", id, modified, withdrawn, severity, score, summary, aliases, "references", body)
    select ${sourceId}, id, modified, withdrawn, severity::"Severity", score, summary,
      array(select jsonb_array_elements_text(aliases)), array(select jsonb_array_elements_text("references")), body
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(
      id text, modified timestamptz, withdrawn timestamptz, severity text, score float8, summary text, aliases jsonb,
      "references" jsonb, body jsonb)
    on conflict ("sourceId", id) do update set modified = excluded.modified, withdrawn = excluded.withdrawn,
      severity = excluded.severity, score = excluded.score, summary = excluded.summary, aliases = excluded.aliases,
      "references" = excluded."references", body = excluded.body
    where "Advisory".modified < excluded.modified
    returning id, xmax <> 0 as existed`
  const replaced = changed.flatMap(({ id, existed }) => (existed ? id : []))
  if (replaced.length) {
    await tx.$executeRaw`
      delete from "AdvisoryAffected"
      where "sourceId" = ${sourceId} and "advisoryId" in (${Prisma.join(replaced)})`
  }
  const ids = new Set(changed.map(({ id }) => id))
  await writeAffected(
    tx,
    sourceId,
    latest.filter(({ id }) => ids.has(id)),
  )
  return changed.length
}

async function writeAffected(tx: UnsafeTx, sourceId: string, records: readonly AdvisoryRecord[]): Promise<void> {
  const rows = records.flatMap(({ id, affected }) => affected.map((entry, ordinal) => ({ id, ordinal, ...entry })))
  if (!rows.length) return
  await tx.$executeRaw`
    insert into "AdvisoryAffected" ("sourceId", "advisoryId", ordinal, ecosystem, name, ranges, versions, severity)
    select ${sourceId}, id, ordinal, ecosystem, name, ranges, array(select jsonb_array_elements_text(versions)),
      severity::"Severity"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(
      id text, ordinal int, ecosystem text, name text, ranges jsonb, versions jsonb, severity text)`
}

/** One statement cannot write a row twice; an archive may well hold a record twice. */
function latestById(records: readonly AdvisoryRecord[]): Map<string, AdvisoryRecord> {
  const byId = new Map<string, AdvisoryRecord>()
  for (const record of records) {
    const held = byId.get(record.id)
    if (!held || Date.parse(held.modified) < Date.parse(record.modified)) byId.set(record.id, record)
  }
  return byId
}
