import { expect, test } from 'vitest'
import { openReceiver } from './testing/otlp-receiver.ts'

process.env.OTEL_EXPORTER_OTLP_ENDPOINT = 'http://127.0.0.1:9'

const { transaction, unsafeDb } = await import('../db/client.ts')
const { makeTenant } = await import('../db/testing/world.ts')
const { newId } = await import('../ids.ts')
const { activeRunner } = await import('../runs/testing/active-runner.ts')
const { headersOf, openCollector } = await import('./collector.ts')
const { exportBatch, noteForExport, runTraceExport } = await import('./export-traces.ts')
const { rootSpanOf } = await import('./run-trace.ts')

type Collector = NonNullable<ReturnType<typeof openCollector>>
const collectorAt = (url: string, headers?: string) =>
  openCollector('worker', {
    OTEL_EXPORTER_OTLP_ENDPOINT: url,
    OTEL_EXPORTER_OTLP_HEADERS: headers,
    OTEL_SERVICE_NAME: 'portal-under-test',
  }) as Collector

async function endedRun() {
  const tenant = await makeTenant()
  const { runnerId, name, environment } = await activeRunner(tenant)
  const [id, traceId] = [newId('run'), 'ab'.repeat(16)]
  const t0 = Date.parse('2026-11-26T10:00:00.000Z')
  const after = (ms: number) => new Date(t0 + ms)
  await unsafeDb.run.create({
    data: {
      ...{ tenantId: tenant.id, id, runnerId, token: 'orders:7', origin: 'api', status: 'succeeded', attempt: 2 },
      ...{ inputDigest: 'd', artifactDigest: 'd', environmentId: environment.id, runnerClass: 'serverless', traceId },
      ...{ correlationId: 'batch-7', parentSpanId: 'cd'.repeat(8), createdAt: after(0), finishedAt: after(900) },
    },
  })
  const attempt = { tenantId: tenant.id, runId: id, holder: 'worker-1', month: '2026-11' }
  const spans = [{ id: '12'.repeat(8), parent: '22'.repeat(8), name: 'function', at: 10.5, ms: 250 }]
  await unsafeDb.runAttempt.createMany({
    data: [
      {
        ...attempt,
        number: 1,
        status: 'failed',
        cause: 'timeout',
        reason: 'It took too long.',
        spanId: '11'.repeat(8),
        startedAt: after(100),
        finishedAt: after(200),
      },
      {
        ...attempt,
        number: 2,
        status: 'succeeded',
        spanId: '22'.repeat(8),
        spans,
        startedAt: after(600),
        finishedAt: after(900),
      },
    ],
  })
  return { tenant, id, traceId, name, t0 }
}

test('the trace of an ended run reaches a collector that was away, whole, with its caller and its failures', async () => {
  const { tenant, id, traceId, name, t0 } = await endedRun()
  await transaction((tx) => noteForExport(tx, tenant.id, [id]))
  const away = collectorAt('http://127.0.0.1:9')
  await expect(exportBatch(away)).rejects.toThrow()
  expect(await unsafeDb.traceExport.count()).toBe(1)
  const receiver = await openReceiver()
  const collector = collectorAt(receiver.url, 'authorization=Bearer%20t0ken,x-team=data')
  // Refused for good: not lost either.
  receiver.answer = 400
  await expect(exportBatch(collector)).rejects.toThrow()
  expect(receiver.spans).toEqual([])
  receiver.answer = 200
  expect(await exportBatch(collector)).toBe(1)
  expect(await exportBatch(collector)).toBe(0)
  expect(await unsafeDb.traceExport.count()).toBe(0)
  expect(receiver.headers.at(-1)).toMatchObject({ authorization: 'Bearer t0ken', 'x-team': 'data' })

  const { spans } = receiver
  expect(new Set(spans.map((span) => span.traceId))).toEqual(new Set([traceId]))
  expect(
    spans.map((span) => [span.name, span.parentSpanId, span.startMs - t0, span.endMs - t0, span.status.code]),
  ).toEqual([
    [`run ${name}`, 'cd'.repeat(8), 0, 900, 1],
    ['waits for a place', rootSpanOf(id), 0, 100, 1],
    ['attempt 1', rootSpanOf(id), 100, 200, 2],
    ['waits for its retry and a place', rootSpanOf(id), 200, 600, 1],
    ['attempt 2', rootSpanOf(id), 600, 900, 1],
    ['function', '22'.repeat(8), 610.5, 860.5, 1],
  ])
  expect(spans[2]).toMatchObject({
    status: { message: 'It took too long.' },
    attributes: { 'barecount.cause': 'timeout' },
  })
  expect(spans[0]).toMatchObject({
    service: 'portal-under-test',
    kind: 5,
    attributes: {
      'barecount.run.id': id,
      'barecount.run.token': 'orders:7',
      'barecount.correlation_id': 'batch-7',
      'barecount.tenant': tenant.id,
      'barecount.runner.class': 'serverless',
    },
  })
  await Promise.all([away.close(), collector.close(), receiver.close()])
})

test('workers share what waits: each trace is sent once', async () => {
  const { tenant, id } = await endedRun()
  await transaction((tx) => noteForExport(tx, tenant.id, [id]))
  const receiver = await openReceiver()
  const stop = new AbortController()
  const workers = [0, 1, 2].map(() => runTraceExport(stop.signal, collectorAt(receiver.url)))
  await expect.poll(() => unsafeDb.traceExport.count(), { timeout: 15_000 }).toBe(0)
  stop.abort()
  await Promise.all(workers)
  expect(receiver.spans).toHaveLength(6)
  await receiver.close()
})

test('headers are read as OpenTelemetry writes them', () => {
  expect(headersOf('a=b, c=d%3De ,broken')).toEqual({ a: 'b', c: 'd=e' })
  expect(headersOf(undefined)).toEqual({})
})
