import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db, Prisma, unsafeDb } from '../db/client.ts'
import { pageOf } from '../db/page.ts'
import { openStatuses } from '../provisioning/stage-names.ts'
import { cellHealth } from './cell-health.ts'
import { driftedSql } from './drifted-sql.ts'
import { type CellFacts, readCells } from './read-cells.ts'
import type { BoardFilters } from './schema.ts'

type Page = { cursor?: string | undefined; limit?: number | undefined }

/**
 * The promotion board: manifests that run somewhere, by name, one page, each with what every environment has of it;
 * `cursor` is the name of the last row of the page before.
 */
export async function promotionBoard(actor: Actor, filters: BoardFilters & Page = {}) {
  authorise(actor, 'runner:read')
  const limit = filters.limit ?? 30
  const environments = await db.environment.findMany({
    select: { id: true, name: true, rank: true, approvalsRequired: true, requirePrevious: true },
    orderBy: { rank: 'asc' },
  })
  const rows = await unsafeDb.$queryRaw<{ id: string; name: string }[]>`
    select m.id, m.name from "Manifest" m
    where m."tenantId" = ${actor.tenantId} and m."archivedAt" is null
      ${filters.cursor ? Prisma.sql`and m.name > ${filters.cursor}` : Prisma.empty}
      ${filters.q ? Prisma.sql`and m.name ilike ${`%${likeText(filters.q)}%`}` : Prisma.empty}
      and ${shownOnly(filters.show)}
    order by m.name limit ${limit + 1}`
  const page = pageOf(rows, limit, (last) => last.name)
  const shown = page.rows.map(({ id }) => id)
  const [cells, coming] = await Promise.all([readCells(actor, shown), openDeployments(actor, shown)])
  return {
    environments,
    rows: page.rows.map(({ id, name }) => {
      const mine = cells.filter(({ manifestId }) => manifestId === id)
      return {
        id,
        name,
        cells: environments.map((environment) => cellOf(mine, environment.id)),
        /** What is on its way to each, also where there is nothing yet. */
        coming: environments.map((environment) =>
          coming.find((each) => each.manifestId === id && each.environmentId === environment.id),
        ),
      }
    }),
    next: page.next,
  }
}

export type Board = Awaited<ReturnType<typeof promotionBoard>>
export type BoardRow = Board['rows'][number]
export type BoardCell = NonNullable<BoardRow['cells'][number]>

function cellOf(cells: readonly CellFacts[], environmentId: string) {
  const facts = cells.find((cell) => cell.environmentId === environmentId)
  if (!facts) return undefined
  const { ended, failed, lastFailed, ...cell } = facts
  const runs = { ended: Number(ended), failed: Number(failed) }
  const behind = Math.max(
    0,
    ...cells.filter(({ rank }) => rank < facts.rank).map(({ version }) => version - cell.version),
  )
  return {
    ...cell,
    runs,
    behind,
    health: cellHealth({ status: cell.status, ...runs, lastFailed: lastFailed ?? false }),
  }
}

/** What is on its way somewhere: one a manifest and environment at most. */
async function openDeployments({ tenantId }: Actor, manifestIds: readonly string[]) {
  const rows = await db.deployment.findMany({
    where: { tenantId, manifestId: { in: [...manifestIds] }, status: { in: [...openStatuses] } },
    select: {
      id: true,
      status: true,
      manifestId: true,
      environmentId: true,
      manifestVersion: { select: { version: true } },
    },
  })
  return rows.map(({ manifestVersion: { version }, ...row }) => ({ ...row, version }))
}

/** A row is shown when it runs somewhere; with `show`, when one of its cells is like that. */
function shownOnly(show: BoardFilters['show']): Prisma.Sql {
  const runner = Prisma.sql`select 1 from "Runner" r where r."tenantId" = m."tenantId" and r."manifestId" = m.id
    and r.status <> 'destroyed'`
  switch (show) {
    case undefined:
      return Prisma.sql`exists (${runner})`
    case 'unwell':
      return Prisma.sql`exists (${runner} and (r.status = 'smoke_failed' or exists (
        select 1 from (select j.status from "Run" j where j."tenantId" = r."tenantId" and j."runnerId" = r.id
          order by j.id desc limit 20) newest where newest.status = 'failed')))`
    case 'held':
      return Prisma.sql`exists (select 1 from "PromotionHold" h where h."tenantId" = m."tenantId"
        and h."manifestId" = m.id and h."releasedAt" is null)`
    case 'behind':
      return Prisma.sql`(select count(distinct r."artifactDigest") from "Runner" r where r."tenantId" = m."tenantId"
        and r."manifestId" = m.id and r.status <> 'destroyed') > 1`
    case 'drifted':
      return Prisma.sql`exists (select 1 from "Runner" r join "Environment" e on e.id = r."environmentId"
        join "ManifestVersion" v on v."tenantId" = r."tenantId" and v.id = r."manifestVersionId"
        where r."tenantId" = m."tenantId" and r."manifestId" = m.id and r.status = 'active' and ${driftedSql})`
  }
}

const likeText = (text: string) => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)
