import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestPortal, type TestPortal } from '#agent/testing/portal.ts'
import { expireLeases } from '#lib/agents/expire-leases.ts'
import { temporaryHome } from '#lib/artifacts/testing/temp-home.ts'
import { transaction, unsafeDb } from '#lib/db/client.ts'
import { makeTenant, type TestTenant } from '#lib/db/testing/world.ts'
import { busyboxImage, noBusybox } from '#lib/engines/testing/busybox-image.ts'
import { missingEngine, startTestEngine, type TestEngine } from '#lib/engines/testing/test-engine.ts'
import { env, homePath } from '#lib/env.ts'
import { newId } from '#lib/ids.ts'
import { readLog } from '#lib/provisioning/queries.ts'
import { smokeSecret } from '#lib/provisioning/smoke-secret.ts'
import type { ContainerSpec } from '#lib/provisioning/target.ts'
import { homeId } from '#lib/provisioning/targets/local/instances/instance-folder.ts'
import { openInstanceHosts } from '#lib/provisioning/targets/local/instances/instance-hosts.ts'
import { getRun } from '#lib/runs/queries.ts'
import { startRun } from '#lib/runs/start-run.ts'
import { signArtifact } from '#lib/runs/testing/active-runner.ts'
import { writeSecret } from '#lib/secrets/write-secret.ts'
import { type InstanceFleet, openInstanceFleet } from './instance-fleet.ts'
import { LIMITS } from './judge-instance.ts'
import { smokeTestInstance } from './smoke-test-instance.ts'
import { pulledRunner, setSpec } from './testing/pulled-runner.ts'
import { serviceImage } from './testing/service-image.ts'

const missing = missingEngine('docker') ?? noBusybox
const patient = { timeout: 40_000, interval: 100 }
const SHORT_IDLE_MS = 1500

describe.skipIf(missing)(`containers of a runner${missing ? ` (${missing})` : ''}`, () => {
  temporaryHome()
  let engine: TestEngine
  let portal: TestPortal
  let tenant: TestTenant
  let image: string
  beforeAll(async () => {
    engine = await startTestEngine()
    portal = await openTestPortal()
    env.BARECOUNT_URL = portal.url
    tenant = await makeTenant()
    image = await serviceImage()
  })
  afterAll(async () => {
    await portal?.goAway()
    await engine?.stop()
  })

  const newFleet = (changes: { startMs?: number } = {}) => {
    const { container = LIMITS.startMs.container, host } = { container: changes.startMs, host: LIMITS.startMs.host }
    const limits = { ...LIMITS, startMs: { container, host } }
    return openInstanceFleet({ hosts: openInstanceHosts(), canStart: async () => true, limits, idleMs: SHORT_IDLE_MS })
  }
  let fleet = newFleet()
  beforeEach(() => {
    fleet = newFleet()
    fleet.begin(newId('run'))
  })
  afterEach(async () => {
    // Without a runner that wants them, none may be left: no container, no folder.
    await unsafeDb.runner.updateMany({ where: { tenantId: tenant.id }, data: { status: 'destroyed' } })
    await fleet.end()
    expect(await engine.engine.list('barecount.home', homeId())).toEqual([])
    expect(fs.readdirSync(homePath('instances'))).toEqual([])
  })

  const runner = (changes: Partial<ContainerSpec> = {}, digest = image) =>
    pulledRunner<ContainerSpec>(tenant, 'container', digest, {
      scaling: { min: 1, max: 3, targetQueueDepth: 2 },
      runsPerInstance: 1,
      concurrency: 3,
      timeoutMs: 20_000,
      ...changes,
    })
  const instances = (runnerId: string) => unsafeDb.instance.findMany({ where: { runnerId }, orderBy: { id: 'asc' } })
  const alive = async (runnerId: string, status = 'ready') =>
    (await instances(runnerId)).filter((one) => one.status === status).length
  const run = async (runnerId: string, input: unknown = {}) =>
    (await startRun(tenant.engineer, { runnerId, input, origin: 'manual' })).id
  const ended = async (id: string) => {
    await expect.poll(async () => (await getRun(tenant.engineer, id)).finishedAt, patient).not.toBeNull()
    return getRun(tenant.engineer, id)
  }
  const logOf = async (id: string) => (await readLog(tenant.engineer, id, 0n)).map(({ text }) => text).join('\n')

  test('the least is kept running, carries runs out shut in, and reaches only what the profile allows', async () => {
    const spec = await runner({ profile: 'public_vpc_egress', egressAllow: ['allowed.example:443'] })
    await expect.poll(() => alive(spec.runnerId), patient).toBe(1)
    const [one] = await instances(spec.runnerId)
    expect(one).toMatchObject({
      kind: 'container',
      artifactDigest: image,
      synthetic: false,
      isolation: { network: { state: 'in_force' }, memory_limit: { state: 'in_force' } },
    })
    const done = await ended(await run(spec.runnerId, { n: 1, get: 'http://elsewhere.example/' }))
    expect(done).toMatchObject({ status: 'succeeded', result: { was: { n: 1 }, egress: 'refused' } })
    expect(done.isolation).toMatchObject({ network: { state: 'in_force' }, file_system: { state: 'in_force' } })
    expect(await logOf(one?.id ?? '')).toContain('does not let elsewhere.example:80 through')
    const kinds = await unsafeDb.evidence.findMany({ where: { tenantId: tenant.id, runnerId: spec.runnerId } })
    expect(kinds.map(({ kind }) => kind)).toContain('instance.started')
  })

  test('more are started while runs wait, and end once they have been idle', async () => {
    const spec = await runner()
    await expect.poll(() => alive(spec.runnerId), patient).toBe(1)
    const ids = await Promise.all(Array.from({ length: 5 }, () => run(spec.runnerId, { slow: 3000 })))
    await expect.poll(() => alive(spec.runnerId), patient).toBeGreaterThan(1)
    for (const id of ids) expect((await ended(id)).status).toBe('succeeded')
    await expect.poll(() => alive(spec.runnerId, 'stopped'), patient).toBeGreaterThan(0)
    await expect.poll(() => alive(spec.runnerId), patient).toBe(1)
    const stopped = (await instances(spec.runnerId)).find((one) => one.status === 'stopped')
    expect(stopped).toMatchObject({ reason: 'It had no work for 2 s.', stoppedAt: expect.any(Date) })
  })

  test('a version is proven on an instance of its own, which ends with the test', async () => {
    const spec = await runner({ scaling: { min: 0, max: 1, targetQueueDepth: 2 } })
    const lines: string[] = []
    const secret = 'only-now'
    await transaction((tx) => writeSecret(tx, tenant.admin, smokeSecret(spec.runnerId), secret))
    const invocation = {
      ...{ runId: 'smoke', token: 'smoke:1', attempt: 1, traceId: 'a'.repeat(32) },
      ...{ input: JSON.stringify({ nonce: secret }), secrets: {}, builtin: 'smoke_test' as const },
    }
    const options = { signal: new AbortController().signal, onLog: (line: string) => void lines.push(line) }
    const present = fleet.present() as InstanceFleet
    const result = await smokeTestInstance(present, spec, invocation, options)
    expect(result, lines.join('\n')).toMatchObject({ outcome: 'succeeded' })
    expect(JSON.parse(result.result ?? '')).toMatchObject({ readBack: true })
    const [one] = await instances(spec.runnerId)
    expect(one).toMatchObject({ synthetic: true, status: 'stopped', reason: 'Its smoke test is over.' })
    const broken = (await busyboxImage({ Entrypoint: ['/bin/sh', '-c', 'echo cannot start; exit 2'] })).digest
    const candidate = { ...spec, artifactDigest: broken }
    const stuck = smokeTestInstance(present, candidate, { ...invocation, token: 'smoke:2' }, options)
    await expect.poll(() => alive(spec.runnerId, 'starting'), patient).toBe(1)
    const [, second] = await instances(spec.runnerId)
    await expect.poll(() => logOf(second?.id ?? ''), patient).toContain('cannot start')
    await engine.engine.kill((await instances(spec.runnerId))[1]?.handle ?? '')
    await expect(stuck).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('did not become ready'),
    })
    expect(lines.join('\n')).toContain('cannot start')
  })

  test('one that is killed is replaced, and its run is carried out by the next', async () => {
    const spec = await runner()
    await expect.poll(() => alive(spec.runnerId), patient).toBe(1)
    const [first] = await instances(spec.runnerId)
    const id = await run(spec.runnerId, { slow: 2000 })
    await expect.poll(async () => (await getRun(tenant.engineer, id)).status, patient).toBe('running')
    await engine.engine.kill(first?.handle ?? '')
    await expect.poll(async () => (await instances(spec.runnerId))[0]?.status, patient).toBe('failed')
    expect((await instances(spec.runnerId))[0]?.reason).toMatch(/exit code 137/)
    await expireLeases()
    expect(await ended(id)).toMatchObject({ status: 'succeeded', attempt: 2 })
  })

  test('one that never gets ready fails with its log and is removed', async () => {
    await fleet.end()
    fleet = newFleet({ startMs: 4000 })
    fleet.begin(newId('run'))
    const { digest } = await busyboxImage({ Entrypoint: ['/bin/sh', '-c', 'echo no database here; sleep 0.2; exit 1'] })
    const spec = await runner({}, digest)
    await expect.poll(() => alive(spec.runnerId, 'failed'), patient).toBeGreaterThan(0)
    const [one] = await instances(spec.runnerId)
    expect(one?.reason).toMatch(/did not report ready|no database here/)
    expect(await logOf(one?.id ?? '')).toContain('no database here')
    expect(await engine.engine.list('barecount.instance', one?.id ?? '')).toEqual([])
  })

  test('a new version takes the place of the one before', async () => {
    const spec = await runner()
    await expect.poll(() => alive(spec.runnerId), patient).toBe(1)
    const digest = await serviceImage('2')
    await signArtifact(tenant, spec.name, digest)
    await setSpec({ ...spec, artifactDigest: digest })
    await expect
      .poll(async () => (await instances(spec.runnerId)).map(({ status }) => status), patient)
      .toEqual(['stopped', 'ready'])
    expect((await instances(spec.runnerId))[1]?.artifactDigest).toBe(digest)
    expect((await ended(await run(spec.runnerId))).status).toBe('succeeded')
  })

  test('a worker that dies leaves its containers running, and the next one takes them over', async () => {
    await fleet.end()
    const script = path.join(import.meta.dirname, 'testing', 'fleet-process.ts')
    const settings = { BARECOUNT_HOME: homePath(), BARECOUNT_URL: env.BARECOUNT_URL, BARECOUNT_ENGINE: engine.socket }
    const worker = spawn(process.execPath, [script, newId('run')], {
      env: { ...process.env, ...settings, DATABASE_URL: env.DATABASE_URL },
      stdio: 'inherit',
    })
    const spec = await runner()
    await expect.poll(() => alive(spec.runnerId), patient).toBe(1)
    const before = await instances(spec.runnerId)
    worker.kill('SIGKILL')
    await once(worker, 'exit')
    fleet = newFleet()
    const next = newId('run')
    fleet.begin(next)
    await expect.poll(async () => (await instances(spec.runnerId))[0]?.executorId, patient).toBe(next)
    expect((await ended(await run(spec.runnerId, { n: 2 }))).status).toBe('succeeded')
    const after = await instances(spec.runnerId)
    expect(after.map(({ id, status, handle }) => ({ id, status, handle }))).toEqual(
      before.map(({ id, handle }) => ({ id, handle, status: 'ready' })),
    )
  })
})
