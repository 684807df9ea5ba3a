import { jsonDigest } from '../digest.ts'
import type { PriceBook } from './schema.ts'

/** `sha256:…` of the canonical JSON of a book. */
export function priceBookDigest(book: PriceBook): string {
  return jsonDigest(book)
}
