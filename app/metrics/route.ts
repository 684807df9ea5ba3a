import { randomUUID } from 'node:crypto'
import { toProblem } from '#lib/http/problem.ts'
import { installationFamilies } from '#lib/telemetry/installation-metrics.ts'
import { METRICS_TYPE, metricText } from '#lib/telemetry/metric-text.ts'
import { admitToMetrics } from '#lib/telemetry/metrics-access.ts'
import { processFamilies } from '#lib/telemetry/process-metrics.ts'

export const dynamic = 'force-dynamic'

/** Figures of the installation and of this process, for Prometheus. */
export async function GET(request: Request): Promise<Response> {
  try {
    admitToMetrics(request.headers.get('authorization'))
    const families = [...(await installationFamilies()), ...processFamilies()]
    return new Response(metricText(families), { headers: { 'content-type': METRICS_TYPE } })
  } catch (error) {
    const problem = toProblem(error, randomUUID())
    const headers = { 'content-type': 'application/problem+json' }
    return new Response(JSON.stringify(problem), { status: problem.status, headers })
  }
}
