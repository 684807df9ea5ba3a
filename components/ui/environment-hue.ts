const known: Record<string, number> = { dev: 165, test: 285, staging: 230, prod: 30 }
const others = [100, 200, 330, 60, 255]

/** The hue (degrees, oklch) of an environment, fixed by its name on every screen and every installation. */
export function environmentHue(name: string): number {
  const fixed = known[name]
  if (fixed !== undefined) return fixed
  let sum = 0
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973
  return others[sum % others.length] ?? 100
}
