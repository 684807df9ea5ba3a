import { isDeepStrictEqual } from 'node:util'
import { quotaTitles, sayFigure, sayPlace } from './quota-words.ts'
import { emptyQuota, type QuotaFigure, type QuotaRow, quotaKey, quotaPartSchema } from './schema.ts'

/**
 * What changes from one set of quotas and budgets to another, a sentence a figure: `Hours a month of container:
 * inherited → 40 h.` Rows that set nothing say nothing. Pure.
 */
export function diffQuotas(before: unknown, after: unknown): string[] {
  const [old, now] = [readRows(before), readRows(after)]
  // What no longer parses is not guessed at.
  if (!old || !now) return isDeepStrictEqual(before ?? null, after ?? null) ? [] : ['Quotas or budgets change.']
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((key) => changesOf(old.get(key), now.get(key)))
}

function readRows(quota: unknown): Map<string, QuotaRow> | undefined {
  const read = quotaPartSchema.safeParse(quota ?? [])
  return read.success ? new Map(read.data.map((row) => [quotaKey(row), row])) : undefined
}

function changesOf(before: QuotaRow | undefined, after: QuotaRow | undefined): string[] {
  const [old, now] = [before ?? emptyQuota(), after ?? emptyQuota()]
  const place = sayPlace(after ?? before ?? emptyQuota())
  return (Object.keys(quotaTitles) as QuotaFigure[])
    .filter((name) => old[name] !== now[name])
    .map((name) => `${quotaTitles[name]}${place}: ${sayFigure(name, old[name])} → ${sayFigure(name, now[name])}.`)
}
