import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor } from '../auth/actor.ts'
import { db } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { activeRunner } from '../runs/testing/active-runner.ts'
import { provisionPrimitives } from './provision-primitives.ts'
import { smokeTestRunner } from './smoke-test-runner.ts'
import type { ServerlessSpec } from './target.ts'
import { stopTargets } from './targets/targets.ts'

let tenant: TestTenant
beforeAll(async () => {
  tenant = await makeTenant()
})
afterAll(stopTargets)

const smoke = (spec: ServerlessSpec, signal = new AbortController().signal) => {
  const lines: string[] = []
  const request = {
    spec,
    target: 'local' as const,
    token: `smoke:${spec.runnerId}:1`,
    signal,
    log: (line: string) => void lines.push(line),
  }
  return smokeTestRunner(systemActor(tenant, 'worker'), request).then((outcome) => ({ ...outcome, lines }))
}

test('storage, secret and evidence are proven in the sandbox of the runner', async () => {
  const spec = await activeRunner(tenant, 'throw new Error("the function itself is not run")')
  const { checks, isolation, lines } = await smoke(spec)
  expect(checks).toEqual(
    ['start', 'storage write and read back', 'secret fetch', 'evidence write'].map((name) => ({ name, passed: true })),
  )
  expect(isolation?.memory_limit.state).toBe('in_force')
  expect(lines).toContain('evidence write: passed')
  const run = await db.evidence.findFirst({
    where: { tenantId: tenant.id, runnerId: spec.runnerId, kind: 'run.finished' },
  })
  expect(run?.result).toBe('succeeded')
})

test('a check that fails is named, and the others are still made', async () => {
  const spec = await activeRunner(tenant, undefined, { secrets: { API_KEY: 'smoke/not-there' } })
  const { checks } = await smoke(spec)
  expect(checks.filter((check) => !check.passed)).toEqual([
    { name: 'declared secrets', passed: false, detail: expect.stringContaining('smoke/not-there') },
  ])
})

test('a runner that cannot start fails from its first check on', async () => {
  const spec = await activeRunner(tenant, undefined, { memoryMib: 16 })
  const { checks } = await smoke(spec)
  expect(checks.map((check) => check.passed)).toEqual([false, false, false, true])
})

test('cancelling stops it', async () => {
  const spec = await activeRunner(tenant)
  await expect(smoke(spec, AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop')
})

test('primitives are made once, recorded once, and again only when they differ', async () => {
  const { environment } = await activeRunner(tenant)
  const request = { environment: { ...environment, target: 'local' as const }, profile: 'vpn' as const }
  const worker = systemActor(tenant, 'worker')
  const first = await provisionPrimitives(worker, request)
  expect(first.created).toEqual(['storage_root', 'secrets_namespace', 'log_sink', 'metric_sink', 'egress_rules'])
  expect(await provisionPrimitives(worker, request)).toMatchObject({ created: [], changed: [] })
  await db.primitive.updateMany({
    where: { tenantId: tenant.id, kind: 'log_sink' },
    data: { state: { store: 'elsewhere' } },
  })
  expect(await provisionPrimitives(worker, request)).toMatchObject({ created: [], changed: ['log_sink'] })
  expect(await db.evidence.count({ where: { tenantId: tenant.id, kind: 'primitives.provisioned' } })).toBe(2)
})
