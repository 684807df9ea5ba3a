import { type Comparator, comparatorOf, semverComparator } from '../artifacts/scan/versions/comparator.ts'
import type { VersionRange } from './osv.ts'

/** `unknown` where a version cannot be compared: it must never read as "not affected". */
export type OsvVerdict = 'affected' | 'not_affected' | 'unknown'

type Affected = { ecosystem: string; ranges: readonly VersionRange[]; versions: readonly string[] }

/**
 * Whether `version` of a package is affected. Pure.
 * Source: ossf.github.io/osv-schema, "Evaluation".
 */
export function evaluateOsv(version: string, { ecosystem, ranges, versions }: Affected): OsvVerdict {
  if (versions.includes(version)) return 'affected'
  const comparator = comparatorOf(ecosystem)
  if (!comparator?.isVersion(version)) return 'unknown'
  if (!ranges.length) {
    // 1.0 and 1.0.0 may be one version; which spelling was installed says nothing.
    if (versions.some((listed) => comparator.compare(listed, version) === 0)) return 'affected'
    return versions.length ? 'not_affected' : 'unknown'
  }
  const verdicts = ranges.map((range) =>
    inRange(version, range, range.type === 'SEMVER' ? semverComparator : comparator),
  )
  if (verdicts.includes('affected')) return 'affected'
  return verdicts.includes('unknown') ? 'unknown' : 'not_affected'
}

type Bound = { kind: 'introduced' | 'fixed' | 'last_affected' | 'limit'; version: string }

function inRange(version: string, { events }: VersionRange, { compare }: Comparator): OsvVerdict {
  const bounds = events.flatMap((event) =>
    (['introduced', 'fixed', 'last_affected', 'limit'] as const).flatMap((kind): Bound[] =>
      event[kind] === undefined ? [] : [{ kind, version: event[kind] }],
    ),
  )
  // "0" is before every version, and "*" as a limit is after every one.
  const against = (bound: Bound) => {
    if (bound.kind === 'introduced' && bound.version === '0') return 1
    if (bound.kind === 'limit' && bound.version === '*') return -1
    return compare(version, bound.version)
  }
  const judged = bounds.map((bound) => ({ ...bound, order: against(bound) }))
  if (judged.some(({ order }) => order === undefined)) return 'unknown'
  const limits = judged.filter(({ kind }) => kind === 'limit')
  if (limits.length && !limits.some(({ order }) => (order as number) < 0)) return 'not_affected'
  const sorted = judged.filter(({ kind }) => kind !== 'limit').sort((a, b) => olderFirst(a, b, compare))
  let affected = false
  for (const { kind, order } of sorted) {
    if (kind === 'introduced' && (order as number) >= 0) affected = true
    if (kind === 'fixed' && (order as number) >= 0) affected = false
    if (kind === 'last_affected' && (order as number) > 0) affected = false
  }
  return affected ? 'affected' : 'not_affected'
}

function olderFirst(a: Bound, b: Bound, compare: Comparator['compare']): number {
  if (a.version === b.version) return 0
  if (a.version === '0') return -1
  if (b.version === '0') return 1
  return compare(a.version, b.version) ?? 0
}

/** The versions in which it is fixed, as the ranges say. Pure. */
export function fixedVersions(ranges: readonly VersionRange[]): string[] {
  const fixed = ranges.flatMap(({ events }) => events.flatMap((event) => event.fixed ?? []))
  return [...new Set(fixed)]
}
