import type { Workload } from '../schema.ts'

/** Runs a month, however they are started. Pure. */
export const runsOf = (work: Workload): number => work.scheduledRuns + work.eventRuns
