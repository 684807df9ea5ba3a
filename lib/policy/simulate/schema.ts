import { z } from 'zod'

const count = z.int().min(0)
const tally = z.object({
  /** How many were asked about. */
  looked: count,
  /** Allowed now, denied then. */
  denied: count,
  /** Denied now, allowed then. */
  allowed: count,
  /** The same answer for other reasons, or other advice and approvals. */
  other: count,
})
export type Tally = z.infer<typeof tally>

export const simulatedKinds = ['runner', 'deployment', 'exception'] as const
export type SimulatedKind = (typeof simulatedKinds)[number]

export const simulationCountsSchema = z.object({
  runner: tally,
  deployment: tally,
  exception: tally,
  /** Tenants with changes, the most concerned first. */
  tenants: z.array(z.object({ tenantId: z.string(), slug: z.string(), denied: count, allowed: count, other: count })),
})
export type SimulationCounts = z.infer<typeof simulationCountsSchema>

/** Changes kept one by one; counts are of all. */
export const KEPT_CHANGES = 5000
