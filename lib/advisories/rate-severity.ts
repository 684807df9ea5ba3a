import cvss from 'ae-cvss-calculator'
import type { SeverityName } from '../artifacts/severities.ts'

type Vector = { type: string; score: string }
type Specific = Record<string, unknown> | null | undefined

/** What publishers call a severity: GitHub says moderate, Debian has urgencies. */
const words = new Map<string, SeverityName>(
  Object.entries({
    critical: 'critical',
    high: 'high',
    important: 'high',
    medium: 'medium',
    moderate: 'medium',
    low: 'low',
    unimportant: 'low',
    negligible: 'low',
  } as const),
)

/** The few thousand vectors that a whole export repeats; computing one anew costs up to 0.1 ms. */
const scores = new Map<string, number | null>()
const MAX_KEPT = 20_000

/** The highest CVSS base score among the vectors, or null when none can be computed. */
export function scoreOf(vectors: readonly Vector[]): number | null {
  const known = vectors.filter(({ type }) => type.startsWith('CVSS')).map(({ score }) => baseScore(score))
  const numbers = known.filter((score) => score !== null)
  return numbers.length ? Math.max(...numbers) : null
}

/** A severity from what the publisher says in words, else from the score (CVSS 3.1 §5). `unknown` when neither is there. Pure. */
export function rateSeverity(score: number | null, ...specific: Specific[]): SeverityName {
  for (const facts of specific) {
    const said = [facts?.severity, facts?.urgency].find((word) => typeof word === 'string')
    const word = words.get(String(said ?? '').toLowerCase())
    if (word) return word
  }
  if (score === null) return 'unknown'
  if (score >= 9) return 'critical'
  if (score >= 7) return 'high'
  return score >= 4 ? 'medium' : 'low'
}

function baseScore(vector: string): number | null {
  const kept = scores.get(vector)
  if (kept !== undefined) return kept
  const read = cvss.fromVector(vector)
  // Of a vector with gaps the calculator makes 0, which would read as harmless.
  const computed = read?.isBaseFullyDefined() ? read.calculateScores().overall : null
  const score = typeof computed === 'number' && Number.isFinite(computed) ? computed : null
  if (scores.size >= MAX_KEPT) scores.clear()
  scores.set(vector, score)
  return score
}
