import fc from 'fast-check'
import { expect, test } from 'vitest'
import { consistencyProof, inclusionProof, leafHash, rootHash, verifyConsistency, verifyInclusion } from './merkle.ts'
import { growTiles, openTiles, type Tile, TileSet, tilePath, tilesFor } from './tiles.ts'

const leaves = Array.from({ length: 70_000 }, (_, index) => leafHash(Buffer.from(String(index))))

/** A tile set grown in the given steps, and what was last written of each tile. */
function grown(steps: number[]): { tiles: TileSet; stored: Map<string, Tile>; size: number } {
  const stored = new Map<string, Tile>()
  let size = 0
  let tiles = new TileSet()
  for (const step of steps) {
    // A new set each time, with the open tiles alone: what the sequencer has.
    tiles = new TileSet(openTiles(size).map((at) => stored.get(`${at.level}/${at.index}`) as Tile))
    for (const tile of growTiles(tiles, size, leaves.slice(size, size + step))) {
      stored.set(`${tile.level}/${tile.index}`, tile)
    }
    size += step
  }
  return { tiles: new TileSet(stored.values()), stored, size }
}

test('70,000 leaves make the tiles the specification counts', () => {
  const { stored } = grown([70_000])
  const byLevel = [0, 1, 2].map((level) => [...stored.values()].filter((tile) => tile.level === level))
  expect(byLevel.map((tiles) => tiles.length)).toEqual([274, 2, 1])
  expect(byLevel[0]?.at(-1)).toMatchObject({ index: 273, hashes: { length: 112 * 32 } })
  expect(byLevel[2]?.[0]?.hashes.length).toBe(32)
})

test('the tiles are the same however the leaves came', () => {
  const whole = grown([1500]).stored
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 20 }), (steps) => {
      const cut: number[] = []
      for (let left = 1500; left > 0; left -= cut.at(-1) as number) {
        cut.push(Math.min(left, steps[cut.length % steps.length] as number))
      }
      expect(grown(cut).stored).toEqual(whole)
    }),
    { numRuns: 20 },
  )
})

test('proofs from the few tiles that are asked for verify, also for a tree that has grown since', () => {
  const { tiles, size } = grown([70_000])
  const root = rootHash(tiles.reader, size)
  fc.assert(
    fc.property(fc.nat(size - 1), fc.integer({ min: 1, max: size }), (index, old) => {
      const some = (compute: Parameters<typeof tilesFor>[0]) => {
        const places = tilesFor(compute)
        expect(places.length).toBeLessThanOrEqual(6)
        return new TileSet(places.map((at) => ({ ...at, hashes: tiles.get(at) as Uint8Array }))).reader
      }
      const included = (read: Parameters<typeof rootHash>[0]) => inclusionProof(read, index, size)
      expect(verifyInclusion(leaves[index] as Buffer, index, size, included(some(included)), root)).toBe(true)
      const consistent = (read: Parameters<typeof rootHash>[0]) => consistencyProof(read, old, size)
      const oldRoot = rootHash(tiles.reader, old)
      expect(verifyConsistency(old, size, consistent(some(consistent)), oldRoot, root)).toBe(true)
    }),
  )
})

test('a lost tile is an error, not a hash', () => {
  expect(() => rootHash(new TileSet().reader, 3)).toThrow('Tile 0/0 is missing')
  expect(() => growTiles(new TileSet(), 3, leaves.slice(0, 1))).toThrow('Tile 0/0 is missing')
})

test.each([
  [{ level: 0, index: 0, hashes: Buffer.alloc(8192) }, 'tile/0/000'],
  [{ level: 0, index: 1_234_067, hashes: Buffer.alloc(8192) }, 'tile/0/x001/x234/067'],
  [{ level: 2, index: 5, hashes: Buffer.alloc(32) }, 'tile/2/005.p/1'],
])('the path of a tile', (tile, path) => {
  expect(tilePath(tile)).toBe(path)
})
