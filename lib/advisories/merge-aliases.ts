import { severities } from '../artifacts/severities.ts'
import type { MatchedFinding } from './match-components.ts'

/**
 * Makes one finding of those of a component that tell of the same vulnerability: same id, or one an alias of the other.
 * The most certain and most severe one speaks for all; ties go by id, so that the answer is always the same. Pure.
 */
export function mergeAliases(matches: readonly MatchedFinding[]): MatchedFinding[] {
  const groups: { ids: Set<string>; members: MatchedFinding[] }[] = []
  for (const match of matches) {
    const ids = [match.advisory, ...match.aliases]
    const same = groups.filter((group) => ids.some((id) => group.ids.has(id)))
    const [kept = { ids: new Set<string>(), members: [] }, ...others] = same
    if (!same.length) groups.push(kept)
    for (const other of others) {
      for (const id of other.ids) kept.ids.add(id)
      kept.members.push(...other.members)
      groups.splice(groups.indexOf(other), 1)
    }
    for (const id of ids) kept.ids.add(id)
    kept.members.push(match)
  }
  return groups.map(speakForAll).sort(mostSevereFirst)
}

function speakForAll({ ids, members }: { ids: Set<string>; members: MatchedFinding[] }): MatchedFinding {
  const [first] = [...members].sort(mostSevereFirst) as [MatchedFinding]
  const certain = members.filter(({ verdict }) => verdict === first.verdict)
  const scores = certain.flatMap(({ score }) => score ?? [])
  return {
    ...first,
    // What is not certain has no severity either.
    severity: first.verdict === 'affected' ? first.severity : 'unknown',
    score: scores.length ? Math.max(...scores) : null,
    aliases: [...ids].filter((id) => id !== first.advisory).sort(),
    fixed: [...new Set(certain.flatMap(({ fixed }) => fixed))],
  }
}

function mostSevereFirst(a: MatchedFinding, b: MatchedFinding): number {
  const certainty = Number(a.verdict === 'unknown') - Number(b.verdict === 'unknown')
  return (
    certainty ||
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    (a.advisory < b.advisory ? -1 : Number(a.advisory > b.advisory))
  )
}
