import { type CostDelta, type CostEstimate, costKinds } from './schema.ts'

/** What changes from one estimate to another, in micro-dollars a month; kinds that neither has are left out. Pure. */
export function costDelta(before: CostEstimate, after: CostEstimate): CostDelta {
  const sumOf = (estimate: CostEstimate, kind: string) =>
    estimate.lines.filter((line) => line.kind === kind).reduce((sum, line) => sum + line.micros, 0)
  const items = costKinds
    .map((kind) => ({ kind, before: sumOf(before, kind), after: sumOf(after, kind) }))
    .filter((item) => item.before !== 0 || item.after !== 0)
  return {
    perMonth: after.perMonth - before.perMonth,
    before: before.perMonth,
    after: after.perMonth,
    items,
  }
}
