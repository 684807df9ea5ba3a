import { type Tx, unsafeTx } from '../db/client.ts'
import { type PriceBook, priceBookSchema } from './schema.ts'

const held = new Map<number, PriceBook>()

/** The price book of that version, or undefined when there is none. Versions never change, so each is parsed once. */
export async function priceBookOf(tx: Tx, version: number): Promise<PriceBook | undefined> {
  const known = held.get(version)
  if (known) return known
  // Prices belong to the platform.
  const row = await unsafeTx(tx).priceBook.findUnique({ where: { version } })
  if (!row) return undefined
  const book = priceBookSchema.parse(row.body)
  held.set(version, book)
  return book
}
