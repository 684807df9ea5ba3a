import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  consistencyProof,
  EMPTY_ROOT,
  inclusionProof,
  leafHash,
  type NodeReader,
  nodeHash,
  rootHash,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts'

/** Every node of a tree, worked out from the leaves with no cleverness. */
function readerOver(leaves: readonly Uint8Array[]): NodeReader {
  const read: NodeReader = (level, index) => {
    const leaf = leaves[index]
    if (level > 0) return nodeHash(read(level - 1, 2 * index), read(level - 1, 2 * index + 1))
    if (!leaf) throw new Error(`no leaf ${index}`)
    return leaf
  }
  return read
}

const hashes = Array.from({ length: 130 }, (_, index) => leafHash(Buffer.from(`leaf ${index}`)))
const read = readerOver(hashes)
const leaf = (index: number) => hashes[index] as Buffer

// The test vectors of Google's certificate-transparency, made from these eight leaves.
const vectors = [
  ['', '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
  ['00', 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
  ['10', 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
  ['2021', 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7'],
  ['3031', '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
  ['40414243', '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef'],
  ['5051525354555657', 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c'],
  ['606162636465666768696a6b6c6d6e6f', '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
] as const

test('the roots of RFC 6962 trees of 0 to 8 leaves', () => {
  const known = readerOver(vectors.map(([hex]) => leafHash(Buffer.from(hex, 'hex'))))
  expect(EMPTY_ROOT.toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  expect(rootHash(known, 0)).toEqual(EMPTY_ROOT)
  expect(vectors.map((_, index) => rootHash(known, index + 1).toString('hex'))).toEqual(vectors.map(([, root]) => root))
})

test('every leaf of every tree up to 130 is shown to be there', () => {
  for (let size = 1; size <= 130; size++) {
    const root = rootHash(read, size)
    for (let index = 0; index < size; index++) {
      expect(verifyInclusion(leaf(index), index, size, inclusionProof(read, index, size), root)).toBe(true)
    }
  }
})

test('every tree up to 130 is shown to begin with every smaller one', () => {
  for (let size = 0; size <= 130; size++) {
    const root = rootHash(read, size)
    for (let old = 0; old <= size; old++) {
      expect(verifyConsistency(old, size, consistencyProof(read, old, size), rootHash(read, old), root)).toBe(true)
    }
  }
})

describe('what is forged does not pass', () => {
  const size = fc.integer({ min: 2, max: 130 })
  const flipped = (bytes: Uint8Array, at: number) => {
    const copy = Buffer.from(bytes)
    copy.writeUInt8(copy.readUInt8(at % copy.length) ^ 1, at % copy.length)
    return copy
  }

  test('an inclusion proof of another leaf, at another place, of another root, with a bit changed, longer or shorter', () => {
    fc.assert(
      fc.property(size, fc.nat(), fc.nat(), fc.nat(31), (n, a, b, bit) => {
        const [index, other] = [a % n, b % n]
        const [proof, root] = [inclusionProof(read, index, n), rootHash(read, n)]
        const good = (i: number, p: Uint8Array[], r = root, l: Uint8Array = leaf(index)) =>
          verifyInclusion(l, i, n, p, r)
        if (other !== index) {
          expect(good(other, proof)).toBe(false)
          expect(good(index, proof, root, leaf(other))).toBe(false)
        }
        const at = b % proof.length
        expect(good(index, proof.with(at, flipped(proof[at] as Buffer, bit)))).toBe(false)
        expect(good(index, proof, flipped(root, bit))).toBe(false)
        expect(good(index, proof.slice(1))).toBe(false)
        expect(good(index, [...proof, root])).toBe(false)
        expect(good(n, proof)).toBe(false)
        expect(good(-1, proof)).toBe(false)
      }),
    )
  })

  test('a consistency proof of a rewritten past', () => {
    fc.assert(
      fc.property(size, fc.nat(), fc.nat(), (n, a, b) => {
        const old = 1 + (a % (n - 1))
        const rewritten = readerOver(hashes.with(b % old, leafHash(Buffer.from('rewritten'))))
        const proof = consistencyProof(rewritten, old, n)
        expect(verifyConsistency(old, n, proof, rootHash(read, old), rootHash(rewritten, n))).toBe(false)
        expect(verifyConsistency(old, n, [], rootHash(read, old), rootHash(read, n))).toBe(false)
      }),
    )
  })

  test('proofs beyond the tree are not made', () => {
    expect(() => inclusionProof(read, 5, 5)).toThrow(RangeError)
    expect(() => consistencyProof(read, 6, 5)).toThrow(RangeError)
    expect(verifyConsistency(6, 5, [], EMPTY_ROOT, EMPTY_ROOT)).toBe(false)
    expect(verifyConsistency(0, 5, [], leaf(0), rootHash(read, 5))).toBe(false)
  })
})
