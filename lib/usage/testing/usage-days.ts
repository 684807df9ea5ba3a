import { unsafeDb } from '../../db/client.ts'
import { newId } from '../../ids.ts'
import type { RunnerClassName, RunnerSize } from '../../manifests/classes.ts'

export type Day = {
  tenantId: string
  day: string
  runnerId?: string
  runnerClass?: RunnerClassName
  size?: RunnerSize
  environmentId?: string
  pipeline?: string
  succeeded?: number
  failed?: number
  denied?: number
  cancelled?: number
  attempts?: number
  usedMs?: number
  costMicros?: number
  peakMemoryMib?: number
}

/** Days of use as the end of runs leaves them; what is left out is a small function of one pipeline. */
export async function addDays(days: readonly Day[]): Promise<void> {
  await unsafeDb.usageDay.createMany({
    data: days.map(({ day, usedMs = 0, costMicros = 0, ...row }) => ({
      runnerId: newId('runner'),
      runnerClass: 'serverless' as const,
      size: 'small' as const,
      environmentId: 'env_none',
      pipeline: 'orders/ingest',
      ...row,
      day: new Date(`${day}T00:00:00Z`),
      usedMs: BigInt(usedMs),
      costMicros: BigInt(costMicros),
    })),
  })
}
