import { type Tx, unsafeTx } from '../db/client.ts'
import { priceBookSchema, type VersionedPriceBook } from './schema.ts'

let held: VersionedPriceBook | undefined

/** The price book in force, or undefined when there is none. Parsed once a process and version. */
export async function activePriceBook(tx: Tx): Promise<VersionedPriceBook | undefined> {
  const active = await unsafeTx(tx).priceBook.findFirst({
    where: { activatedAt: { not: null } },
    orderBy: { activatedAt: 'desc' },
    select: { version: true, digest: true },
  })
  if (!active) return undefined
  if (held?.version === active.version && held.digest === active.digest) return held
  const row = await unsafeTx(tx).priceBook.findUniqueOrThrow({ where: { version: active.version } })
  held = { ...active, book: priceBookSchema.parse(row.body) }
  return held
}
