import { estimateCost } from '#lib/cost/estimate-cost.ts'
import { formatMicros } from '#lib/cost/money.ts'
import type { CostEstimate } from '#lib/cost/schema.ts'
import { shippedPriceBook } from '#lib/cost/shipped-price-book.ts'
import { parseManifest } from '#lib/manifests/parse-manifest.ts'
import { shippedSizes } from '#lib/provisioning/shipped-sizes.ts'
import { sayFault } from './commands/manifest.ts'
import { CliError, exitCodes } from './context.ts'

/**
 * What a manifest would cost with the prices and sizes that ship with the product. Throws a CliError with every fault
 * of a manifest that is not valid, or naming an option that is not a number.
 */
export function estimateFile(
  file: string,
  bytes: Uint8Array,
  options: { duration?: string; events?: string },
): CostEstimate {
  const { normalised, faults } = parseManifest(bytes)
  if (!normalised) throw new CliError(faults.map((fault) => sayFault(file, fault)).join('\n'))
  const assumptions = {
    durationMs: wholeNumber('--duration', options.duration),
    eventsPerMonth: wholeNumber('--events', options.events),
  }
  const given = Object.fromEntries(Object.entries(assumptions).filter(([, value]) => value !== undefined))
  const input = {
    manifest: normalised,
    sizes: shippedSizes,
    priceBook: shippedPriceBook(),
    assumptions: given,
    now: new Date(),
  }
  const estimate = estimateCost(input)
  if (!estimate) throw new CliError(`There is no ${normalised.runner.class} of size ${normalised.runner.size}.`)
  return estimate
}

/** An estimate as lines of text: what each item costs, together, and what was assumed and left out. */
export function sayEstimate(estimate: CostEstimate): string {
  const { lines, perMonth, range, runs, assumptions, notEstimated, priceBook } = estimate
  const width = Math.max(...lines.map((line) => line.label.length), 8)
  return [
    ...lines.map((line) => `${line.label.padEnd(width)}  ${formatMicros(line.micros).padStart(12)}`),
    `${'Together'.padEnd(width)}  ${formatMicros(perMonth).padStart(12)} a month (${formatMicros(range.low)} to ${formatMicros(range.high)})`,
    '',
    `${runs.total} runs in 30 days: ${runs.scheduled} by schedule, ${runs.events} by events.`,
    ...assumptions.map(
      (assumption) => `Assumed: ${assumption.name} = ${assumption.value}${assumption.isDefault ? ' (default)' : ''}`,
    ),
    ...notEstimated.map((left) => `Not estimated: ${left}`),
    `Prices: ${priceBook.name}, ${priceBook.date}.`,
  ].join('\n')
}

function wholeNumber(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0)
    throw new CliError(`${option} takes a whole number, not "${text}".`, exitCodes.usage)
  return value
}
