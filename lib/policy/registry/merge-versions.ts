import { isDeepStrictEqual } from 'node:util'
import { rowsOf, type VersionContent } from './diff-versions.ts'
import { mergeTexts } from './merge-texts.ts'

export type Merged = VersionContent & {
  /** Rules that both sides changed, each its own way; the first side's text is kept. */
  conflicts: string[]
}

/**
 * Two contents that came from one: what only one side changed is taken from it. Where both changed the same thing, `ours`
 * stays and is named, so that nothing somebody typed is lost. Pure.
 */
export function mergeVersions(base: VersionContent, ours: VersionContent, theirs: VersionContent): Merged {
  const conflicts: string[] = []
  const merge = <T>(name: string, [old, mine, other]: [T, T, T]): T => {
    if (isDeepStrictEqual(mine, old)) return other
    if (!isDeepStrictEqual(other, old) && !isDeepStrictEqual(mine, other)) conflicts.push(name)
    return mine
  }
  const { texts: policies, conflicts: rules } = mergeTexts(base.policies, ours.policies, theirs.policies)
  const [old, mine, other] = [rowsOf(base.matrix), rowsOf(ours.matrix), rowsOf(theirs.matrix)]
  const keys = [...new Set([...mine.keys(), ...other.keys()])]
  const matrix = keys.flatMap((key) => {
    const row = merge(`matrix ${key}`, [old.get(key), mine.get(key), other.get(key)])
    return row === undefined ? [] : [row]
  })
  const quota = merge('quota', [base.quota ?? null, ours.quota ?? null, theirs.quota ?? null])
  return { policies: policies, matrix, quota, conflicts: [...rules, ...conflicts] }
}
