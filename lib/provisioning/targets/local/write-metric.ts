import fs from 'node:fs'
import path from 'node:path'
import type { InvocationResult, RunnerSpec } from '../../target.ts'
import { metricFile } from './local-primitives.ts'

/** Adds the line of one run to the metrics of its environment and profile. */
export function writeMetric(spec: RunnerSpec, runId: string, result: InvocationResult): void {
  const { outcome, cause, coldStart, initMs, durationMs, maxMemoryMib } = result
  const at = new Date().toISOString()
  const line = { at, runnerId: spec.runnerId, runId, outcome, cause, coldStart, initMs, durationMs, maxMemoryMib }
  fs.mkdirSync(path.dirname(metricFile(spec)), { recursive: true, mode: 0o700 })
  fs.appendFileSync(metricFile(spec), `${JSON.stringify(line)}\n`, { mode: 0o600 })
}
