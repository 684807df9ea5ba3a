import { spawnSync } from 'node:child_process'
import { expect, test, vi } from 'vitest'

const token = 'a-token-of-metrics'
process.env.BARECOUNT_METRICS_TOKEN = token

const { env } = await import('../env.ts')
const { transaction, unsafeDb } = await import('../db/client.ts')
const { makeTenant } = await import('../db/testing/world.ts')
const { newId } = await import('../ids.ts')
const { activeRunner } = await import('../runs/testing/active-runner.ts')
const { GET } = await import('../../app/metrics/route.ts')
const { countEnded } = await import('./count-ended.ts')
const { admitToMetrics } = await import('./metrics-access.ts')
const { serveMetrics } = await import('./serve-metrics.ts')
const { count, observe } = await import('./process-metrics.ts')
const { noPrometheus, serveRoute, startPrometheus } = await import('./testing/prometheus.ts')

const scrape = async () => {
  const answer = await GET(new Request('http://localhost/metrics', { headers: { authorization: `Bearer ${token}` } }))
  expect(answer.status).toBe(200)
  return answer.text()
}

async function runsOf(tenant: Awaited<ReturnType<typeof makeTenant>>) {
  const { runnerId, environment } = await activeRunner(tenant)
  const at = Date.now()
  return (status: 'succeeded' | 'failed' | 'queued', durationMs: number, waitMs: number, attempt = 1) =>
    unsafeDb.run
      .create({
        data: {
          ...{ tenantId: tenant.id, id: newId('run'), runnerId, token: newId('run'), origin: 'api', status, attempt },
          ...{ inputDigest: 'd', artifactDigest: 'd', environmentId: environment.id, runnerClass: 'serverless' },
          ...{ traceId: 'a'.repeat(32), createdAt: new Date(at - 60_000) },
          ...(status === 'queued' ? {} : { durationMs, initMs: 0, startedAt: new Date(at - 60_000 + waitMs) }),
        },
      })
      .then(({ id }) => id)
}

test('ended runs are counted once each, whoever counts at the same moment', async () => {
  const tenant = await makeTenant()
  const run = await runsOf(tenant)
  const ids = await Promise.all([
    run('succeeded', 10, 5),
    run('succeeded', 11, 300),
    run('failed', 3_600_001, 5, 3),
    run('queued', 0, 0),
  ])
  for (const id of ids.slice(0, 2)) await transaction((tx) => countEnded(tx, tenant.id, [id]))
  await transaction((tx) => countEnded(tx, tenant.id, ids.slice(2)))
  const many = await Promise.all(Array.from({ length: 40 }, (_, n) => run(n % 2 ? 'failed' : 'succeeded', 100, 0)))
  await Promise.all(
    [0, 1, 2, 3].map((n) => transaction((tx) => countEnded(tx, tenant.id, many.slice(n * 10, n * 10 + 10)))),
  )
  const rows = await unsafeDb.runFigure.findMany({ where: { tenantId: tenant.id }, orderBy: { status: 'asc' } })
  const [succeeded, failed] = rows
  expect(rows).toHaveLength(2)
  expect(succeeded).toMatchObject({ status: 'succeeded', runs: 22n, attempts: 22n, durationMs: 2021n, waitMs: 305n })
  expect(failed).toMatchObject({ status: 'failed', runs: 21n, attempts: 23n })
  // At most 10 ms, at most 25, at most 100; and one beyond the last bound.
  expect(succeeded?.durationBuckets).toEqual([1n, 1n, 0n, 20n, ...Array(12).fill(0n)])
  expect(failed?.durationBuckets.at(-1)).toBe(1n)
})

test('metrics are for whoever has the token; without one, for a portal on the loopback', async () => {
  for (const authorization of [undefined, `Bearer ${token}x`, 'Bearer ', token]) {
    const answer = await GET(
      new Request('http://localhost/metrics', { headers: authorization ? { authorization } : {} }),
    )
    expect(answer.status, authorization).toBe(401)
    expect(await answer.json()).toMatchObject({ code: 'unauthenticated' })
  }
  const settings = (BARECOUNT_URL: string) => ({ ...env, BARECOUNT_METRICS_TOKEN: undefined, BARECOUNT_URL })
  for (const url of ['http://localhost:4400', 'http://127.0.0.1', 'http://[::1]:1']) admitToMetrics(null, settings(url))
  for (const url of ['https://portal.example.com', 'http://127.0.0.1.example.com', 'http://10.0.0.1'])
    expect(() => admitToMetrics(null, settings(url))).toThrow('no token')
})

test('a worker serves what it counts by itself, and nothing else', async () => {
  count('barecount_gate_decisions_total', { gate: 'run', verdict: 'denied' })
  const served = await serveMetrics('127.0.0.1:0')
  const url = `http://127.0.0.1:${served?.port}`
  expect((await fetch(`${url}/metrics`)).status).toBe(401)
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } })
  expect(await answer.text()).toContain('barecount_gate_decisions_total{gate="run",verdict="denied"}')
  expect((await fetch(url)).status).toBe(404)
  await served?.close()
  expect(await serveMetrics(undefined)).toBeUndefined()
})

test('Prometheus itself finds no fault with the text, and reads the same figures', async ({ skip }) => {
  if (noPrometheus) skip(noPrometheus)
  const tenant = await makeTenant()
  const run = await runsOf(tenant)
  const ids = await Promise.all([run('succeeded', 40, 100), run('succeeded', 700, 100), run('failed', 90, 100, 3)])
  await transaction((tx) => countEnded(tx, tenant.id, ids))
  await run('queued', 0, 0)
  observe('barecount_http_request_seconds', { route: '/runs "a\\b"\n', method: 'GET' }, 12)
  const lint = spawnSync('promtool', ['check', 'metrics'], { input: await scrape(), encoding: 'utf8' })
  expect(lint.stderr + lint.stdout).toBe('')
  expect(lint.status).toBe(0)
  const served = await serveRoute(GET)
  const prometheus = await startPrometheus(served.port, token)
  try {
    await vi.waitFor(async () => expect(await prometheus.trouble()).toBe(''), { timeout: 30_000, interval: 200 })
    const one = async (text: string) => (await prometheus.query(text))[0]?.value
    const mine = `tenant="${tenant.slug}"`
    expect(await one(`sum(barecount_runs_total{${mine}})`)).toBe(3)
    expect(await one(`barecount_runs_total{${mine},status="failed"}`)).toBe(1)
    expect(await one(`sum(barecount_run_attempts_total{${mine}})`)).toBe(5)
    expect(await one(`barecount_runs_open{${mine},status="queued"}`)).toBe(1)
    expect(await one(`barecount_run_queue_lag_seconds{${mine}}`)).toBeGreaterThan(59)
    expect(await one(`barecount_dead_letters_open{${mine}}`)).toBe(0)
    const quantile = await one('histogram_quantile(0.5, barecount_run_duration_seconds_bucket{class="serverless"})')
    expect(quantile).toBeGreaterThan(0.05)
    expect(quantile).toBeLessThan(0.25)
    expect((await prometheus.query('barecount_http_request_seconds_count'))[0]?.labels.route).toBe('/runs "a\\b"\n')
  } finally {
    await prometheus.stop()
    served.close()
  }
})
