/** Carries `work` out `n` times, one after another; the milliseconds each took, sorted. */
export async function timesOf(n: number, work: () => Promise<unknown>): Promise<number[]> {
  const taken: number[] = []
  for (let round = 0; round < n; round++) {
    const start = performance.now()
    await work()
    taken.push(performance.now() - start)
  }
  return taken.sort((a, b) => a - b)
}

/** Prints the figure and gives its median; `base` is the median it is compared with. */
export function printFigure(name: string, sorted: number[], base?: number, against?: string): number {
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0
  const compared = base ? { against, ratio: at(0.5) / base } : {}
  console.log(JSON.stringify({ name, p50: at(0.5), p95: at(0.95), n: sorted.length, unit: 'ms', ...compared }))
  return at(0.5)
}
