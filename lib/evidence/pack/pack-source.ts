import type { Actor } from '../../auth/actor.ts'
import { db, unsafeDb } from '../../db/client.ts'
import { matchingSql } from '../filter-evidence.ts'
import type { EvidenceFilters } from '../schema.ts'
import { HASH_BYTES, TILE_WIDTH, type Tile } from '../tiles.ts'

const PAGE = 500

export type PackedLeaf = {
  index: number
  evidenceId: string
  keyId: string
  signature: Uint8Array
  body: Uint8Array
  payload: Uint8Array
}

/** Entries of the tree of `size` that the filters leave, in the order of the log. */
export async function* leavesOf(actor: Actor, filters: EvidenceFilters, size: number): AsyncGenerator<PackedLeaf> {
  for (let after = -1; ; ) {
    // Raw, because leaf and event are joined by a key that is no relation. The tenant is in `matchingSql`.
    const rows = await unsafeDb.$queryRaw<(Omit<PackedLeaf, 'index'> & { index: bigint })[]>`
      select l.index, l."evidenceId", l."keyId", l.signature, l.body, e.payload
      from "EvidenceLeaf" l join "Evidence" e on e."tenantId" = l."tenantId" and e.id = l."evidenceId"
      where ${matchingSql(actor, filters)} and l."tenantId" = ${actor.tenantId}
        and l.index > ${after} and l.index < ${size}
        and (${filters.from ?? null}::timestamptz is null or e.at >= ${filters.from ?? null}::timestamptz)
        and (${filters.to ?? null}::timestamptz is null or e.at < ${filters.to ?? null}::timestamptz)
      order by l.index limit ${PAGE}`
    for (const row of rows) yield { ...row, index: Number(row.index) }
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) return
    after = Number(last.index)
  }
}

/** All tiles of the tree of `size`, cut to what they held then. 32 bytes an entry: a million entries are 32 MB. */
export async function tilesOf(tenantId: string, size: number): Promise<Tile[]> {
  const rows = await db.evidenceTile.findMany({
    where: { tenantId },
    orderBy: [{ level: 'asc' }, { index: 'asc' }],
  })
  return rows.flatMap(({ level, index, hashes }) => {
    const nodes = Math.floor(size / TILE_WIDTH ** level) - Number(index) * TILE_WIDTH
    if (nodes <= 0) return []
    return [{ level, index: Number(index), hashes: hashes.subarray(0, Math.min(nodes, TILE_WIDTH) * HASH_BYTES) }]
  })
}

/** Every checkpoint of up to `size` entries, oldest first. */
export async function* checkpointsOf(tenantId: string, size: number): AsyncGenerator<{ size: number; note: string }> {
  for (let after = 0n; ; ) {
    const rows = await db.evidenceCheckpoint.findMany({
      where: { tenantId, size: { gt: after, lte: size } },
      select: { size: true, note: true },
      orderBy: { size: 'asc' },
      take: PAGE,
    })
    for (const row of rows) yield { size: Number(row.size), note: row.note }
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) return
    after = last.size
  }
}
