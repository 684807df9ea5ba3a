/** How the line of equal digests meets a cell. */
export type Joint = { left: boolean; right: boolean; passes: boolean }

/**
 * For the cells of one row, in the order of environments, where lines join those of equal digests: to the next of the
 * same, over cells between them that are empty or have another. Pure.
 */
export function digestLines(digests: readonly (string | undefined)[]): Joint[] {
  const joints = digests.map(() => ({ left: false, right: false, passes: false }))
  for (const [at, digest] of digests.entries()) {
    if (!digest) continue
    const next = digests.indexOf(digest, at + 1)
    if (next < 0) continue
    for (let between = at; between <= next; between++) {
      const joint = joints[between]
      if (!joint) continue
      if (between > at && between < next) joint.passes = true
      if (between === at) joint.right = true
      if (between === next) joint.left = true
    }
  }
  return joints
}
