type Texts = Record<string, string>

/**
 * Rules by id that came from one set and were changed on two sides: what only one side changed is taken from it. Where
 * both changed the same rule, each its own way, `ours` stays and is named, so that nothing somebody typed is lost. Pure.
 */
export function mergeTexts(base: Texts, ours: Texts, theirs: Texts): { texts: Texts; conflicts: string[] } {
  const conflicts: string[] = []
  const texts: Texts = {}
  for (const id of [...new Set([base, ours, theirs].flatMap((side) => Object.keys(side)))].sort()) {
    const [old, mine, other] = [base[id], ours[id], theirs[id]]
    const text = mine === old ? other : mine
    if (mine !== old && other !== old && mine !== other) conflicts.push(id)
    if (text !== undefined) texts[id] = text
  }
  return { texts, conflicts }
}
