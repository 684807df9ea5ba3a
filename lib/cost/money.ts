/** Micro-dollars: a millionth of a US dollar, the unit of every amount here. */
const MICROS = 1_000_000

/** An amount in micro-dollars as people read it: `$12.40`, `$0.0083`, `$1,250`. Small amounts keep two significant digits. */
export function formatMicros(micros: number): string {
  const dollars = micros / MICROS
  const size = Math.abs(dollars)
  if (size === 0) return '$0'
  return (size < 0.01 ? tiny : size < 1000 ? cents : whole).format(dollars)
}

const dollarFormat = (options: Intl.NumberFormatOptions) =>
  new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', ...options })
const tiny = dollarFormat({ maximumSignificantDigits: 2 })
const cents = dollarFormat({ minimumFractionDigits: 2, maximumFractionDigits: 2 })
const whole = dollarFormat({ maximumFractionDigits: 0 })

/** A change of an amount with its sign: `+$3.10`, `−$0.50`, `no change`. */
export function formatDelta(micros: number): string {
  if (micros === 0) return 'no change'
  return `${micros > 0 ? '+' : '−'}${formatMicros(Math.abs(micros))}`
}

/** A price in micro-dollars with all its digits, two at least: prices are often far below a cent and never rounded. */
export function formatPrice(micros: string): string {
  const digits = (Number(micros) / MICROS).toFixed(13).replace(/0{1,11}$/, '')
  return `$${digits}`
}
