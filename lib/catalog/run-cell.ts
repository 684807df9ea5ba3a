/** A run as a cell of a heat strip. Pure. */
export function runCell(run: { id: string; status: string; durationMs: number | null; createdAt: Date }) {
  const took = run.durationMs === null ? '' : `${run.durationMs} ms, `
  return { id: run.id, status: run.status, href: `/runs/${run.id}`, title: `${took}${run.createdAt.toISOString()}` }
}
