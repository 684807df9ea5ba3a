/**
 * Where labels go, as shares of a height from the top: each as near to what it names as the others let it, none closer
 * to the next than `gap`. `wanted` is in order from the top. Pure.
 */
export function placeLabels(wanted: readonly number[], gap: number): number[] {
  const places: number[] = []
  for (const [at, place] of wanted.entries()) places.push(Math.max(place, (places[at - 1] ?? -gap) + gap))
  // What was pushed over the edge comes back up, and pushes those above it.
  let most = 1
  for (let at = places.length - 1; at >= 0; at -= 1) {
    places[at] = Math.min(places[at] ?? most, most)
    most = (places[at] ?? most) - gap
  }
  return places
}
