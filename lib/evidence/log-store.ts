import { db, type Tx, type UnsafeTx, unsafeTx } from '../db/client.ts'
import type { TreeHead } from './checkpoint.ts'
import type { NodeReader } from './merkle.ts'
import { type Tile, type TileAt, TileSet, tilesFor } from './tiles.ts'

export type StoredCheckpoint = TreeHead & { note: string; at: Date }
export type NewLeaf = { evidenceId: string; keyId: string; signature: Uint8Array; body: Uint8Array }

/** The newest checkpoint of a tenant's log, or the newest with at most `maxSize` leaves; undefined for an empty log. */
export async function latestCheckpoint(
  client: Pick<Tx, 'evidenceCheckpoint'>,
  tenantId: string,
  maxSize?: number,
): Promise<StoredCheckpoint | undefined> {
  const row = await client.evidenceCheckpoint.findFirst({
    where: { tenantId, ...(maxSize === undefined ? {} : { size: { lte: maxSize } }) },
    orderBy: { size: 'desc' },
  })
  return row ? { size: Number(row.size), root: Buffer.from(row.root), note: row.note, at: row.at } : undefined
}

/** The tiles of these places that are there, in one query. */
export async function loadTiles(client: UnsafeTx, tenantId: string, places: readonly TileAt[]): Promise<TileSet> {
  if (!places.length) return new TileSet()
  const rows = await client.$queryRaw<{ level: number; index: bigint; hashes: Uint8Array }[]>`
    select t.level, t.index, t.hashes
    from unnest(${places.map(({ level }) => level)}::int[], ${places.map(({ index }) => index)}::bigint[])
      as wanted(level, index)
    join "EvidenceTile" t on t."tenantId" = ${tenantId} and t.level = wanted.level and t.index = wanted.index`
  return new TileSet(rows.map(({ level, index, hashes }) => ({ level, index: Number(index), hashes })))
}

/** Runs `compute` over the stored tree, having loaded just the tiles it reads. Throws when a tile was lost. */
export async function overTree<T>(tenantId: string, compute: (read: NodeReader) => T, tx: Tx = db): Promise<T> {
  return compute((await loadTiles(unsafeTx(tx), tenantId, tilesFor(compute))).reader)
}

/** Adds a batch to the log: leaves from `head.size - leaves.length` on, the tiles they changed, and the checkpoint. */
export async function storeBatch(
  tx: UnsafeTx,
  tenantId: string,
  batch: { leaves: readonly NewLeaf[]; tiles: readonly Tile[]; head: TreeHead; note: string },
): Promise<void> {
  const { leaves, tiles, head, note } = batch
  const first = head.size - leaves.length
  await tx.$executeRaw`
    insert into "EvidenceLeaf" ("tenantId", index, "evidenceId", "keyId", signature, body)
    select ${tenantId}, ${first}::bigint + place - 1, id, key, decode(signature, 'base64'), decode(body, 'base64')
    from unnest(${leaves.map((leaf) => leaf.evidenceId)}::text[], ${leaves.map((leaf) => leaf.keyId)}::text[],
      ${leaves.map((leaf) => base64(leaf.signature))}::text[], ${leaves.map((leaf) => base64(leaf.body))}::text[])
      with ordinality as leaf(id, key, signature, body, place)`
  await tx.$executeRaw`
    insert into "EvidenceTile" ("tenantId", level, index, hashes)
    select ${tenantId}, level, index, decode(hashes, 'base64')
    from unnest(${tiles.map((tile) => tile.level)}::int[], ${tiles.map((tile) => tile.index)}::bigint[],
      ${tiles.map((tile) => base64(tile.hashes))}::text[]) as tile(level, index, hashes)
    on conflict ("tenantId", level, index) do update set hashes = excluded.hashes`
  await tx.$executeRaw`
    insert into "EvidenceCheckpoint" ("tenantId", size, root, note)
    values (${tenantId}, ${head.size}, ${head.root}, ${note})`
}

/** Arrays of bytes go as text: the driver has no binary form for them. */
function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
