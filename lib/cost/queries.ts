import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { activePriceBook } from './active-price-book.ts'
import type { VersionedPriceBook } from './schema.ts'

/** The prices every estimate uses now; undefined when no book is active. */
export async function getPriceBook(actor: Actor): Promise<VersionedPriceBook | undefined> {
  authorise(actor, 'cost:read')
  return activePriceBook(db)
}
