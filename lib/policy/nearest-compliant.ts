import { parseManifest } from '../manifests/parse-manifest.ts'
import type { NormalisedManifest } from '../manifests/schema.ts'
import { type EditMove, movesFrom, type Room } from './manifest-edits.ts'
import type { Compliant, Nearest } from './nearest-compliant.schema.ts'
import type { PolicyFinding, PolicyVerdict } from './schema.ts'

/** What the gate says of a manifest, and what it would cost a month. */
export type Judged = { verdict: PolicyVerdict; perMonth?: number | undefined; room: Room }

/** More than anybody would accept as a small change, and more than ever help. */
const MOST_MOVES = 4
/** A question that takes longer than this many judgements is left to people. */
const MOST_JUDGED = 120
const MOST_OPTIONS = 4

type Candidate = { text: string; moves: EditMove[] }
type Tried = Compliant & { takesAway: boolean }

/**
 * The smallest changes of a manifest that pass its gate: by the number of edits, then those that take nothing away
 * from the runner, then the nearest in cost. Every candidate is a real text, parsed and brought before the real gate by
 * `judge`, which answers nothing for what cannot be judged. Undefined when the manifest has faults or passes as it is.
 */
export async function nearestCompliant(
  text: string,
  judge: (declared: NormalisedManifest) => Promise<Judged | undefined>,
): Promise<Omit<Nearest, 'environment'> | undefined> {
  const start = parseManifest(text).normalised
  if (!start) return undefined
  const said = await judge(start)
  if (!said || said.verdict.allowed) return undefined
  const { verdict, perMonth, room } = said
  let standing = blocking(verdict)
  let judged = 1
  let level: Candidate[] = [{ text, moves: [] }]
  const seen = new Set([text])
  const passing: Tried[] = []
  for (let moves = 1; moves <= MOST_MOVES; moves++) {
    level = level.flatMap((from) => furtherFrom(from, room)).filter((one) => !seen.has(one.text) && seen.add(one.text))
    for (const candidate of level) {
      const declared = parseManifest(candidate.text).normalised
      if (!declared) continue
      if (judged >= MOST_JUDGED) return { options: [], standing, judged, complete: false }
      judged++
      const answer = await judge(declared)
      if (!answer) continue
      if (answer.verdict.allowed) passing.push(describe(candidate, answer, perMonth))
      else standing = standing.filter(({ id }) => blocking(answer.verdict).some((finding) => finding.id === id))
    }
    // A move may be several edits; with more moves there may still be fewer.
    if (passing.some(({ edits }) => edits.length <= moves)) break
    if (passing.length === 0 && standing.some(isAboutNoField)) break
  }
  const options = passing.sort(inOrder).slice(0, MOST_OPTIONS)
  return {
    options: options.map(({ takesAway: _, ...option }) => option),
    standing: options.length > 0 ? [] : standing,
    judged,
    complete: true,
  }
}

/** One move more, in a dimension that comes after those moved in: every set of moves is then tried once. */
function furtherFrom({ text, moves }: Candidate, room: Room): Candidate[] {
  const { normalised, value } = parseManifest(text)
  if (!normalised) return []
  const last = moves.at(-1)
  return movesFrom(normalised, value, room)
    .filter(({ dimension }) => !last || dimensions.indexOf(dimension) > dimensions.indexOf(last.dimension))
    .map((move) => ({ text: move.apply(text), moves: [...moves, move] }))
}

const dimensions = ['size', 'profile', 'concurrency', 'egress'] as const

const blocking = ({ findings }: PolicyVerdict): PolicyFinding[] =>
  findings.filter(({ level, overriddenBy }) => level !== 'advisory' && !overriddenBy)

/** Fields that a move changes, or that decide together with one. */
const movable = ['runner.class', 'runner.size', 'runner.network_profile', 'runner.concurrency_limit']

/** What stood against every single move and names no field that a move changes stands against all of them together. */
const isAboutNoField = ({ path }: PolicyFinding) => path === undefined || !movable.includes(path)

function describe({ text, moves }: Candidate, { verdict, perMonth }: Judged, before: number | undefined): Tried {
  return {
    edits: moves.flatMap(({ shown }) => shown),
    text,
    ...(before !== undefined &&
      perMonth !== undefined && { delta: { before, after: perMonth, perMonth: perMonth - before } }),
    approvalsRequired: verdict.approvalsRequired,
    takesAway: moves.some(({ takesAway }) => takesAway),
  }
}

function inOrder(a: Tried, b: Tried): number {
  const costs = ({ delta }: Tried) => Math.abs(delta?.perMonth ?? 0)
  return a.edits.length - b.edits.length || Number(a.takesAway) - Number(b.takesAway) || costs(a) - costs(b)
}
