import { expect, test } from 'vitest'
import { normalisedTrigger } from '../manifests/trigger-words.ts'
import { type PlannedRunner, planChanges } from './plan-changes.ts'
import type { ContainerSpec, ServerlessSpec } from './target.ts'

const digest = (letter: string) => `sha256:${letter.repeat(64)}`
const spec: ServerlessSpec = {
  tenantId: 'ten_1',
  runnerId: 'run_1',
  name: 'orders',
  environment: { id: 'env_1', name: 'prod' },
  class: 'serverless',
  size: 'small',
  artifactDigest: digest('a'),
  memoryMib: 512,
  vcpuMilli: 500,
  timeoutMs: 300_000,
  concurrency: 20,
  env: { LEVEL: 'info', OLD: '1' },
  secrets: { API_KEY: 'orders/api-key' },
  profile: 'public_vpc_egress',
  egressAllow: ['api.example.com:443'],
  runtime: 'nodejs',
  handler: 'index.handler',
}
const every15 = (timezone: string) => normalisedTrigger.parse({ kind: 'schedule', cron: '*/15 * * * *', timezone })
const live: PlannedRunner = {
  spec,
  triggers: [every15('Europe/Madrid'), { kind: 'webhook' }],
}
const next = (change: Partial<ServerlessSpec>, triggers = live.triggers) => ({ spec: { ...spec, ...change }, triggers })

test('nothing runs yet: everything is created, in the order people read it', () => {
  const { changes, unchanged } = planChanges(undefined, live)
  expect(changes.map(({ kind, name, action }) => `${action} ${kind} ${name}`)).toEqual([
    'create runner orders',
    'create artifact orders',
    'create scaling orders',
    'create env LEVEL',
    'create env OLD',
    'create secret API_KEY',
    'create egress api.example.com:443',
    'create trigger schedule */15 * * * *',
    'create trigger webhook',
  ])
  expect(unchanged).toBe(0)
})

test('the same again changes nothing, whatever the ids of rows are', () => {
  expect(planChanges(live, next({ runnerId: 'run_2' }))).toMatchObject({ changes: [], unchanged: 9 })
})

test.each<[string, Partial<ServerlessSpec>, unknown]>([
  [
    'a larger size',
    { size: 'large', memoryMib: 2048, vcpuMilli: 2000 },
    {
      kind: 'runner',
      action: 'update',
      attributes: [
        { name: 'size', before: 'small', after: 'large' },
        { name: 'memory', before: '512 MiB', after: '2048 MiB' },
        { name: 'vcpu', before: '0.5', after: '2' },
      ],
    },
  ],
  ['another artifact', { artifactDigest: digest('b') }, { kind: 'artifact', action: 'update' }],
  [
    'more at once',
    { concurrency: 40 },
    { kind: 'scaling', attributes: [{ name: 'concurrency', before: '20', after: '40' }] },
  ],
  ['a variable less', { env: { LEVEL: 'info' } }, { kind: 'env', name: 'OLD', action: 'delete' }],
  ['a variable more', { env: { ...spec.env, NEW: 'x' } }, { kind: 'env', name: 'NEW', action: 'create' }],
  ['another secret', { secrets: { API_KEY: 'other' } }, { kind: 'secret', action: 'update' }],
  [
    'another address',
    { egressAllow: [...spec.egressAllow, 'a.test:1'] },
    { kind: 'egress', name: 'a.test:1', action: 'create' },
  ],
])('%s is one change', (_name, change, expected) => {
  const { changes } = planChanges(live, next(change))
  expect(changes).toHaveLength(1)
  expect(changes[0]).toMatchObject(expected as object)
})

test('a schedule that moves is another trigger; another zone is a change of it', () => {
  const triggers = [every15('UTC'), { kind: 'webhook' as const }]
  expect(planChanges(live, next({}, triggers)).changes).toEqual([
    {
      kind: 'trigger',
      name: 'schedule */15 * * * *',
      action: 'update',
      attributes: [{ name: 'timezone', before: 'Europe/Madrid', after: 'UTC' }],
    },
  ])
  expect(planChanges(live, next({}, [])).changes.map(({ action }) => action)).toEqual(['delete', 'delete'])
})

test('another class shows what comes and what goes', () => {
  const { runtime: _runtime, handler: _handler, ...common } = spec
  const scaling = { min: 1, max: 4, targetQueueDepth: 10 }
  const container: ContainerSpec = { ...common, class: 'container', scaling, runsPerInstance: 5 }
  const { changes } = planChanges(live, { spec: container, triggers: live.triggers })
  expect(changes[0]?.attributes).toContainEqual({ name: 'handler', before: 'index.handler' })
  expect(changes[1]?.attributes).toContainEqual({ name: 'instances at most', after: '4' })
})

test('the digest is over the changes alone', () => {
  const larger = next({ memoryMib: 1024 })
  expect(planChanges(live, larger).digest).toBe(planChanges(live, { ...larger }).digest)
  expect(planChanges(live, larger).digest).not.toBe(planChanges(live, next({ memoryMib: 2048 })).digest)
})
