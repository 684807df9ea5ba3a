import { distance } from 'fastest-levenshtein'

/** The candidate a person most likely meant by `written`, or undefined when none is near. Case does not count. */
export function closest(written: string, candidates: readonly string[]): string | undefined {
  const wanted = written.toLowerCase()
  const ranked = candidates
    .map((candidate) => ({ candidate, edits: distance(wanted, candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits)
  const best = ranked[0]
  const allowed = Math.ceil(wanted.length / 3)
  return best && best.edits <= allowed ? best.candidate : undefined
}
