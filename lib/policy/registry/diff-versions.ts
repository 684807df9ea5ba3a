import { isDeepStrictEqual } from 'node:util'
import { jsonDigest } from '../../digest.ts'
import { diffQuotas } from '../matrix/diff-quotas.ts'

/** What of a version may differ. */
export type VersionContent = { policies: Record<string, string>; matrix: unknown[]; quota: unknown }

export type VersionDiff = {
  added: string[]
  changed: string[]
  removed: string[]
  /** Rows of the matrix that come, go, or say the opposite. */
  matrix: { added: number; changed: number; removed: number }
  quota: boolean
  /** What changes of quotas and budgets, a sentence a figure. */
  quotas: string[]
  /** `sha256:…` over all of it; part of what is approved. */
  digest: string
}

/** What changes from one content to another. Pure. */
export function diffVersions(before: VersionContent, after: VersionContent): VersionDiff {
  const ids = [...new Set([...Object.keys(before.policies), ...Object.keys(after.policies)])].sort()
  const added = ids.filter((id) => before.policies[id] === undefined)
  const removed = ids.filter((id) => after.policies[id] === undefined)
  const changed = ids.filter((id) => {
    const [old, now] = [before.policies[id], after.policies[id]]
    return old !== undefined && now !== undefined && old !== now
  })
  const [rowsBefore, rowsAfter] = [rowsOf(before.matrix), rowsOf(after.matrix)]
  const matrix = {
    added: [...rowsAfter.keys()].filter((key) => !rowsBefore.has(key)).length,
    removed: [...rowsBefore.keys()].filter((key) => !rowsAfter.has(key)).length,
    changed: [...rowsAfter].filter(([key, row]) => rowsBefore.has(key) && !isDeepStrictEqual(rowsBefore.get(key), row))
      .length,
  }
  const texts = (source: VersionContent, names: string[]) => names.map((id) => [id, source.policies[id]])
  const digest = jsonDigest({
    added: texts(after, added),
    changed: [...texts(before, changed), ...texts(after, changed)],
    removed: texts(before, removed),
    matrix: [before.matrix, after.matrix],
    quota: [before.quota ?? null, after.quota ?? null],
  })
  const quotas = diffQuotas(before.quota, after.quota)
  return { added, changed, removed, matrix, quota: quotas.length > 0, quotas, digest }
}

/** Whether two versions say the same. Pure. */
export function isSame({ added, changed, removed, matrix, quota }: VersionDiff): boolean {
  const rows = matrix.added + matrix.changed + matrix.removed
  return added.length + changed.length + removed.length + rows === 0 && !quota
}

/** Rows by what they are about: everything but what they say. Pure. */
export function rowsOf(matrix: readonly unknown[]): Map<string, unknown> {
  return new Map(
    matrix.map((row) => {
      const { allowed: _, ...about } = (row ?? {}) as Record<string, unknown>
      return [jsonDigest(about), row]
    }),
  )
}
