/** Micro-dollars of one run as money: runs cost fractions of a cent. Pure. */
export function sayRunCost(micros: string | number | null): string {
  const dollars = Number(micros ?? 0) / 1_000_000
  return dollars === 0 ? '$0' : `$${dollars.toFixed(dollars < 1 ? 6 : 2)}`
}
