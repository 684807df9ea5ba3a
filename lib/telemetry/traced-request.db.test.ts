import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { openReceiver } from './testing/otlp-receiver.ts'

const receiver = await openReceiver()
process.env.OTEL_EXPORTER_OTLP_ENDPOINT = receiver.url

const { z } = await import('zod')
const { route } = await import('../http/route.ts')
const { currentContext } = await import('./context.ts')
const { processFamilies } = await import('./process-metrics.ts')
const { routeOf } = await import('./traced-request.ts')

const [traceId, spanId] = ['4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7']

test('a request goes on with its caller’s trace, is counted by its route, and its span is told', async () => {
  const get = route({
    summary: 'x',
    permission: 'public',
    params: z.object({ runId: z.string() }),
    handler: async () => currentContext(),
  })
  const url = 'http://localhost/api/v1/runs/job_1/trace'
  const headers = { traceparent: `00-${traceId}-${spanId}-01` }
  const answer = await get(new Request(url, { headers }), { params: Promise.resolve({ runId: 'job_1' }) })
  const within = (await answer.json()) as { traceId: string; spanId: string }
  expect(within.traceId).toBe(traceId)
  expect(within.spanId).not.toBe(spanId)
  await expect.poll(() => receiver.spans.length, { timeout: 10_000 }).toBe(1)
  expect(receiver.spans[0]).toMatchObject({
    ...{ traceId, spanId: within.spanId, parentSpanId: spanId, name: 'GET /api/v1/runs/{runId}/trace', kind: 2 },
    attributes: { 'http.response.status_code': 200 },
  })
  const counted = processFamilies().find(({ name }) => name === 'barecount_http_requests_total')
  expect(counted?.samples).toEqual([
    {
      name: 'barecount_http_requests_total',
      labels: { route: '/api/v1/runs/{runId}/trace', method: 'GET', status: '200' },
      value: 1,
    },
  ])
  const other = await get(new Request(url), { params: Promise.resolve({ runId: 'job_1' }) })
  expect(((await other.json()) as { traceId: string }).traceId).not.toBe(traceId)
  await receiver.close()
})

test('a route is told by the names of its parameters', () => {
  expect(routeOf('/api/v1/a/x%20y/b', { name: 'x y' })).toBe('/api/v1/a/{name}/b')
  expect(routeOf('/api/v1/a/%E0%A4%A')).toBe('/api/v1/a/%E0%A4%A')
})

test('lines of the process log carry run, token, correlation and trace, and no credential', () => {
  const script = `
    const { log } = await import('./lib/log.ts')
    const { within } = await import('./lib/telemetry/context.ts')
    within({ runId: 'job_1', runToken: 'orders:7', correlationId: 'batch-7', traceId: 't' }, () =>
      log.warn({ err: new Error('postgres://app:hunter22@db refused the-session-secret') }, 'AKIAIOSFODNN7EXAMPLE'))`
  const env = { ...process.env, LOG_LEVEL: 'info', NEXTAUTH_SECRET: 'the-session-secret' }
  const { stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { env, encoding: 'utf8' })
  expect(JSON.parse(stderr)).toMatchObject({
    runId: 'job_1',
    runToken: 'orders:7',
    correlationId: 'batch-7',
    traceId: 't',
  })
  for (const secret of ['hunter22', 'the-session-secret', 'AKIA']) expect(stderr).not.toContain(secret)
})
