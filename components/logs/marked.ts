/** A line in parts: those that are what was searched for, in any case, and what is between them. Pure. */
export function marked(line: string, wanted: string): { text: string; hit: boolean }[] {
  const [low, sought] = [line.toLowerCase(), wanted.trim().toLowerCase()]
  // Letters that change their number with their case would move the places.
  if (!sought || low.length !== line.length) return [{ text: line, hit: false }]
  const parts: { text: string; hit: boolean }[] = []
  let from = 0
  for (let at = low.indexOf(sought); at >= 0; at = low.indexOf(sought, from)) {
    if (at > from) parts.push({ text: line.slice(from, at), hit: false })
    from = at + sought.length
    parts.push({ text: line.slice(at, from), hit: true })
  }
  if (from < line.length) parts.push({ text: line.slice(from), hit: false })
  return parts
}
