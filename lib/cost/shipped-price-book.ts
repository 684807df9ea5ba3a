import { priceBookDigest } from './price-book-digest.ts'
import shipped from './price-books/2026-11.json' with { type: 'json' }
import { priceBookSchema, type VersionedPriceBook } from './schema.ts'

/** The book that ships with the product: the first version of an installation, and what works without a server. */
export function shippedPriceBook(): VersionedPriceBook {
  const book = priceBookSchema.parse(shipped)
  return { version: 1, digest: priceBookDigest(book), book }
}
