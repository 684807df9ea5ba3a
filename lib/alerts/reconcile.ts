import type { Measured } from './measure/measured.ts'

type OpenAlert = { id: string; runnerId: string; worst: number }

export type Reconciled<A> = {
  opens: Measured[]
  goesOn: { alert: A; value: number; worst: number }[]
  /** Alerts that hold no more, with the figure now: 0 where nothing was measured any more. */
  resolves: { alert: A; value: number }[]
}

/** What a look at a rule makes of its open alerts: those that begin, go on, and are over. Pure. */
export function reconcile<A extends OpenAlert>(
  open: readonly A[],
  measured: readonly Measured[],
  threshold: number,
): Reconciled<A> {
  const values = new Map(measured.map(({ runnerId, value }) => [runnerId, value]))
  const holds = (value: number | undefined): value is number => value !== undefined && value >= threshold
  const known = new Set(open.map(({ runnerId }) => runnerId))
  return {
    opens: measured.filter(({ runnerId, value }) => holds(value) && !known.has(runnerId)),
    goesOn: open.flatMap((alert) => {
      const value = values.get(alert.runnerId)
      return holds(value) ? [{ alert, value, worst: Math.max(value, alert.worst) }] : []
    }),
    resolves: open.flatMap((alert) => {
      const value = values.get(alert.runnerId)
      return holds(value) ? [] : [{ alert, value: value ?? 0 }]
    }),
  }
}
