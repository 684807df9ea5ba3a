import { type NodeReader, nodeHash } from './merkle.ts'

/** Hashes in a full tile, and bytes in a hash. Source: c2sp.org/tlog-tiles v0.1.0. */
export const TILE_WIDTH = 256
export const HASH_BYTES = 32
const LEVELS_PER_TILE = 8
/** Tiles whose subtrees are kept, of 16 KiB each. */
const SUBTREES_KEPT = 64

/** Which tile: its level counts in steps of 256, its index from the left. */
export type TileAt = { level: number; index: number }
export type Tile = TileAt & { hashes: Uint8Array }

/** Tiles in memory, by place. A tile may hold more hashes than a smaller tree had. */
export class TileSet {
  private readonly tiles = new Map<string, Uint8Array>()
  /** The subtrees inside of tiles, once one was asked for: proofs of neighbours read the same ones. */
  private readonly subtrees = new Map<string, Uint8Array[]>()

  constructor(tiles: Iterable<Tile> = []) {
    for (const tile of tiles) this.put(tile)
  }

  put({ level, index, hashes }: Tile): void {
    this.tiles.set(`${level}/${index}`, hashes)
    this.subtrees.delete(`${level}/${index}`)
  }

  get({ level, index }: TileAt): Uint8Array | undefined {
    return this.tiles.get(`${level}/${index}`)
  }

  /** Reads tree nodes from these tiles. Throws when a hash it needs is not there: the log has lost something. */
  readonly reader: NodeReader = (level, index) => {
    const at = tileOfNode(level, index)
    const height = level % LEVELS_PER_TILE
    const inTile = index % 2 ** (LEVELS_PER_TILE - height)
    const hashes = this.subtreesOf(at)[height]?.subarray(inTile * HASH_BYTES, (inTile + 1) * HASH_BYTES)
    if (hashes?.length !== HASH_BYTES) throw new Error(`Tile ${at.level}/${at.index} is missing or too short.`)
    return hashes
  }

  private subtreesOf(at: TileAt): Uint8Array[] {
    const key = `${at.level}/${at.index}`
    const known = this.subtrees.get(key)
    if (known) return known
    if (this.subtrees.size >= SUBTREES_KEPT) this.subtrees.clear()
    const made = pyramid(this.tiles.get(key) ?? Buffer.alloc(0))
    this.subtrees.set(key, made)
    return made
  }
}

/**
 * The tiles that `compute` will read: which nodes a proof or root asks for depends on sizes alone, never on hashes.
 * So all of them can be loaded at once, and then `compute` run for good.
 */
export function tilesFor(compute: (read: NodeReader) => unknown): TileAt[] {
  const wanted = new Map<string, TileAt>()
  compute((level, index) => {
    const at = tileOfNode(level, index)
    wanted.set(`${at.level}/${at.index}`, at)
    return Buffer.alloc(HASH_BYTES)
  })
  return [...wanted.values()]
}

/** The unfinished tile of each level of a tree of `size`: what more leaves will be added to. */
export function openTiles(size: number): TileAt[] {
  const open: TileAt[] = []
  for (let level = 0, nodes = size; nodes > 0; level++, nodes = Math.floor(nodes / TILE_WIDTH)) {
    if (nodes % TILE_WIDTH) open.push({ level, index: Math.floor(nodes / TILE_WIDTH) })
  }
  return open
}

/**
 * The tiles that change when `leaves` (hashes) are added to a tree of `size`. `tiles` must hold the open ones of
 * `size`, and holds the changed ones afterwards.
 */
export function growTiles(tiles: TileSet, size: number, leaves: readonly Uint8Array[]): Tile[] {
  const changed: Tile[] = []
  let [position, added] = [size, leaves]
  for (let level = 0; added.length; level++) {
    const completed: Uint8Array[] = []
    for (let done = 0; done < added.length; ) {
      const index = Math.floor((position + done) / TILE_WIDTH)
      const filled = (position + done) % TILE_WIDTH
      const take = Math.min(TILE_WIDTH - filled, added.length - done)
      const before = filled ? tiles.get({ level, index })?.subarray(0, filled * HASH_BYTES) : Buffer.alloc(0)
      if (before?.length !== filled * HASH_BYTES) throw new Error(`Tile ${level}/${index} is missing or too short.`)
      const hashes = Buffer.concat([before, ...added.slice(done, done + take)])
      const tile = { level, index, hashes }
      tiles.put(tile)
      changed.push(tile)
      if (filled + take === TILE_WIDTH) completed.push(pyramid(hashes)[LEVELS_PER_TILE] as Uint8Array)
      done += take
    }
    position = Math.floor(position / TILE_WIDTH)
    added = completed
  }
  return changed
}

/** The path a tile is served or packed under, e.g. `tile/0/x001/234.p/17`. Source: c2sp.org/tlog-tiles v0.1.0. */
export function tilePath({ level, index, hashes }: Tile): string {
  const digits = String(index)
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? []
  const name = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/')
  const count = hashes.length / HASH_BYTES
  return `tile/${level}/${name}${count < TILE_WIDTH ? `.p/${count}` : ''}`
}

function tileOfNode(level: number, index: number): TileAt {
  const perTile = 2 ** (LEVELS_PER_TILE - (level % LEVELS_PER_TILE))
  return { level: Math.floor(level / LEVELS_PER_TILE), index: Math.floor(index / perTile) }
}

/** Hashes of all complete subtrees over `hashes`, a level at a time from the hashes themselves up. */
function pyramid(hashes: Uint8Array): Uint8Array[] {
  const levels = [hashes]
  for (let below = hashes; below.length >= 2 * HASH_BYTES; below = levels.at(-1) as Uint8Array) {
    const pairs = Math.floor(below.length / (2 * HASH_BYTES))
    const level = Buffer.alloc(pairs * HASH_BYTES)
    for (let pair = 0; pair < pairs; pair++) {
      const left = pair * 2 * HASH_BYTES
      nodeHash(below.subarray(left, left + HASH_BYTES), below.subarray(left + HASH_BYTES, left + 2 * HASH_BYTES)).copy(
        level,
        pair * HASH_BYTES,
      )
    }
    levels.push(level)
  }
  return levels
}
