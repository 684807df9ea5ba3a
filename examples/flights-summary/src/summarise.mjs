/** What flights can be grouped by. Times are local, written `2001/01/01 01:10`. */
export const groupings = {
  origin: (flight) => flight.origin,
  destination: (flight) => flight.destination,
  hour: (flight) => flight.date.slice(11, 13),
}

/** Delay figures in minutes by group, busiest first; equally busy groups by name. */
export function summarise(flights, by) {
  const delays = new Map()
  for (const flight of flights) {
    const key = groupings[by](flight)
    const group = delays.get(key) ?? []
    group.push(flight.delay)
    delays.set(key, group)
  }
  return [...delays]
    .map(([group, values]) =>
      figures(
        group,
        values.sort((a, b) => a - b),
      ),
    )
    .sort((a, b) => b.flights - a.flights || (a.group < b.group ? -1 : 1))
}

function figures(group, sorted) {
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length
  return {
    group,
    flights: sorted.length,
    mean_delay: Math.round(mean * 10) / 10,
    median_delay: quantile(sorted, 0.5),
    p95_delay: quantile(sorted, 0.95),
    late_share: Math.round((sorted.filter((value) => value > 15).length / sorted.length) * 1000) / 1000,
  }
}

/** The smallest value that at least `share` of the sorted values do not exceed. */
function quantile(sorted, share) {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]
}

/** A table with a header line. Groups are airport codes and hours, which need no quoting. */
export function toCsv(groups) {
  const columns = Object.keys(groups[0] ?? {})
  return [columns, ...groups.map((group) => columns.map((column) => group[column]))]
    .map((row) => `${row.join(',')}\n`)
    .join('')
}
