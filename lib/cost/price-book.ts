import type { CostKind, CostLine, Price, PriceBook } from './schema.ts'

/** The price of that id, or undefined when this book has none. Pure. */
function priceOf(book: PriceBook, id: string): Price | undefined {
  return book.prices.find((price) => price.id === id)
}

/** The cheapest machine of the book that has at least this much; undefined when none is large enough. Pure. */
export function machineFor(book: PriceBook, vcpuMilli: number, memoryMib: number): Price | undefined {
  return book.prices
    .filter((price) => (price.vcpuMilli ?? 0) >= vcpuMilli && (price.memoryMib ?? 0) >= memoryMib)
    .sort((a, b) => Number(a.micros) - Number(b.micros))[0]
}

/** Something used, before its price is looked up. */
export type Usage = { kind: CostKind; priceId: string; quantity: number; detail: string }

/**
 * Prices what is used. Each line is rounded to a micro-dollar once, so that the lines add up to the total they stand
 * under. What the book has no price for is named in `missing`. Pure.
 */
export function priceUsage(book: PriceBook, usage: readonly Usage[]): { lines: CostLine[]; missing: string[] } {
  const lines: CostLine[] = []
  const missing: string[] = []
  for (const { kind, priceId, quantity, detail } of usage) {
    const price = priceOf(book, priceId)
    if (!price) {
      missing.push(`The price book has no price for ${priceId}.`)
      continue
    }
    lines.push({
      kind,
      label: `${price.service}: ${price.item}`,
      quantity,
      unit: price.unit,
      priceId,
      unitMicros: price.micros,
      micros: Math.round(quantity * Number(price.micros)),
      detail,
    })
  }
  return { lines, missing }
}
