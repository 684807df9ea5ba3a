import type { Forecast } from './forecast.ts'

export type GateRefusal = { id: string; reason: string; remedy: string }

/** Outcomes that need no run, as a rehearsal counts them. */
export const unneeded = ['already_done', 'in_flight', 'settled', 'payload_expired', 'runner_gone'] as const
export type Unneeded = (typeof unneeded)[number]

export type RehearsedRunner = {
  runnerId: string
  runner: string
  environment: string
  runnerClass: string
  /** Tokens that would come to its gate. */
  ready: number
  averageMs: number | null
  averageMicros: number | null
  pastRuns: number
  /** Why its gate would deny them, rule by rule; empty when it would not. */
  refusals: GateRefusal[]
}

export type Rehearsal = {
  at: string
  /** Tokens on the list. */
  total: number
  /** Named by id, and not open here. */
  notOpen: number
  wouldRun: number
  wouldBeDenied: number
  needNoRun: Record<Unneeded, number>
  runners: RehearsedRunner[]
  forecast: Forecast
  /** More tokens than this ask for approval. */
  threshold: number
  mass: boolean
}
