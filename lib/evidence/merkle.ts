import { hash } from 'node:crypto'

/** The hash of the complete subtree number `index` of `2 ** level` leaves. */
export type NodeReader = (level: number, index: number) => Uint8Array

const sha256 = (bytes: Uint8Array): Buffer => hash('sha256', bytes, 'buffer')

/** The root of a tree without leaves. */
export const EMPTY_ROOT = sha256(Buffer.alloc(0))

/** Hash of a leaf's bytes; the prefix keeps a leaf from passing as a node. Source: RFC 6962 §2.1. */
export function leafHash(leaf: Uint8Array): Buffer {
  return sha256(Buffer.concat([Uint8Array.of(0), leaf]))
}

/** Hash of the node over two subtrees. Source: RFC 6962 §2.1. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return sha256(Buffer.concat([Uint8Array.of(1), left, right]))
}

/** Root of the tree of the first `size` leaves. Source: RFC 6962 §2.1. */
export function rootHash(read: NodeReader, size: number): Buffer {
  return size === 0 ? EMPTY_ROOT : subtree(read, 0, size)
}

/**
 * The hashes, leaf to root, that lead from leaf `index` to the root of the first `size` leaves.
 * Throws a RangeError for a leaf outside of the tree. Source: RFC 6962 §2.1.1.
 */
export function inclusionProof(read: NodeReader, index: number, size: number): Buffer[] {
  if (!(Number.isSafeInteger(index) && index >= 0 && index < size)) {
    throw new RangeError(`Leaf ${index} is not in a tree of ${size}.`)
  }
  const path = (from: number, to: number): Buffer[] => {
    if (to - from === 1) return []
    const middle = from + largestPowerBelow(to - from)
    return index < middle
      ? [...path(from, middle), subtree(read, middle, to)]
      : [...path(middle, to), subtree(read, from, middle)]
  }
  return path(0, size)
}

/**
 * The hashes that show the tree of `oldSize` leaves to be the beginning of the tree of `size`.
 * Throws a RangeError when it is the larger one. Source: RFC 6962 §2.1.2.
 */
export function consistencyProof(read: NodeReader, oldSize: number, size: number): Buffer[] {
  if (!(Number.isSafeInteger(oldSize) && oldSize >= 0 && oldSize <= size)) {
    throw new RangeError(`A tree of ${oldSize} is not the beginning of one of ${size}.`)
  }
  const path = (from: number, to: number, known: boolean): Buffer[] => {
    if (to === oldSize) return known ? [] : [subtree(read, from, to)]
    const middle = from + largestPowerBelow(to - from)
    return oldSize <= middle
      ? [...path(from, middle, known), subtree(read, middle, to)]
      : [...path(middle, to, false), subtree(read, from, middle)]
  }
  return oldSize === 0 || oldSize === size ? [] : path(0, size, true)
}

/** Whether `proof` leads from the leaf's hash to `root`. Source: RFC 9162 §2.1.3.2. */
export function verifyInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!(Number.isSafeInteger(index) && index >= 0 && index < size)) return false
  let node = BigInt(index)
  let last = BigInt(size - 1)
  let hashed = leaf
  for (const sibling of proof) {
    if (last === 0n) return false
    if (node & 1n || node === last) {
      hashed = nodeHash(sibling, hashed)
      while (!(node & 1n) && node !== 0n) {
        node >>= 1n
        last >>= 1n
      }
    } else hashed = nodeHash(hashed, sibling)
    node >>= 1n
    last >>= 1n
  }
  return last === 0n && equal(hashed, root)
}

/** Whether `proof` shows the first tree to be the beginning of the second. Source: RFC 9162 §2.1.4.2. */
export function verifyConsistency(
  oldSize: number,
  size: number,
  proof: readonly Uint8Array[],
  oldRoot: Uint8Array,
  root: Uint8Array,
): boolean {
  if (!(oldSize >= 0 && oldSize <= size)) return false
  if (oldSize === size) return proof.length === 0 && equal(oldRoot, root)
  if (oldSize === 0) return proof.length === 0 && equal(oldRoot, EMPTY_ROOT)
  // A complete old tree is itself the first node of the path, and the prover leaves it out.
  const [first, ...rest] = isPowerOfTwo(oldSize) ? [oldRoot, ...proof] : proof
  if (!first) return false
  let node = BigInt(oldSize - 1)
  let last = BigInt(size - 1)
  while (node & 1n) {
    node >>= 1n
    last >>= 1n
  }
  let oldHash = first
  let newHash = first
  for (const hashed of rest) {
    if (last === 0n) return false
    if (node & 1n || node === last) {
      oldHash = nodeHash(hashed, oldHash)
      newHash = nodeHash(hashed, newHash)
      while (!(node & 1n) && node !== 0n) {
        node >>= 1n
        last >>= 1n
      }
    } else newHash = nodeHash(newHash, hashed)
    node >>= 1n
    last >>= 1n
  }
  return last === 0n && equal(oldHash, oldRoot) && equal(newHash, root)
}

/** Hash over the leaves `from` up to `to`, from complete subtrees where the range is one. */
function subtree(read: NodeReader, from: number, to: number): Buffer {
  const count = to - from
  if (isPowerOfTwo(count) && from % count === 0) return Buffer.from(read(Math.log2(count), from / count))
  const middle = from + largestPowerBelow(count)
  return nodeHash(subtree(read, from, middle), subtree(read, middle, to))
}

function largestPowerBelow(count: number): number {
  return 2 ** Math.floor(Math.log2(count - 1))
}

function isPowerOfTwo(count: number): boolean {
  return Number.isInteger(Math.log2(count))
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}
