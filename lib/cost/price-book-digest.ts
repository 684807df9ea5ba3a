import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { PriceBook } from './schema.ts'

/** `sha256:…` of the canonical JSON of a book. */
export function priceBookDigest(book: PriceBook): string {
  return `sha256:${createHash('sha256')
    .update(canonicalize(book) as string)
    .digest('hex')}`
}
