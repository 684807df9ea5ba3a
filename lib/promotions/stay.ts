/** A deployment that succeeded, with what it brought. */
export type Placed = { id: string; manifestVersionId: string; artifactDigest: string | null; finishedAt: Date | null }

/**
 * From when until when an environment ran what a deployment brought there. `placed` are the deployments of that runner
 * that succeeded, newest first; one that brought the same again does not begin anew. Undefined when it is not among
 * them. Pure.
 */
export function stayOf(placed: readonly Placed[], id: string, now: Date): { since: Date; until: Date } | undefined {
  const at = placed.findIndex((each) => each.id === id)
  const source = placed[at]
  if (!source) return undefined
  const same = (other: Placed | undefined) =>
    other !== undefined &&
    other.manifestVersionId === source.manifestVersionId &&
    other.artifactDigest === source.artifactDigest
  let [first, last] = [at, at]
  while (same(placed[first + 1])) first++
  while (same(placed[last - 1])) last--
  const since = placed[first]?.finishedAt
  return since ? { since, until: placed[last - 1]?.finishedAt ?? now } : undefined
}
