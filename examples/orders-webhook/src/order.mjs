import { z } from 'zod'

/** An order as the shop sends it; prices in the currency's smallest unit (cents). */
export const orderSchema = z.strictObject({
  id: z.string().min(1).max(64),
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code, like EUR'),
  lines: z
    .array(
      z.strictObject({
        sku: z.string().min(1).max(64),
        quantity: z.int().min(1).max(10_000),
        unit_price: z.int().min(0).max(100_000_000),
      }),
    )
    .min(1, 'needs at least one line')
    .max(1000),
})
