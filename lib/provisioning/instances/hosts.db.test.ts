import fs from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestPortal, type TestPortal } from '#agent/testing/portal.ts'
import { agentBundle } from '#lib/agents/agent-bundle.ts'
import type { LayerEntry } from '#lib/artifacts/oci/write-layer.ts'
import { temporaryHome } from '#lib/artifacts/testing/temp-home.ts'
import { unsafeDb } from '#lib/db/client.ts'
import { makeTenant, type TestTenant } from '#lib/db/testing/world.ts'
import { noBusybox } from '#lib/engines/testing/busybox-image.ts'
import { env, homePath } from '#lib/env.ts'
import { newId } from '#lib/ids.ts'
import { readLog } from '#lib/provisioning/queries.ts'
import type { DedicatedSpec } from '#lib/provisioning/target.ts'
import { noHosts } from '#lib/provisioning/targets/local/instances/host-support.ts'
import { openInstanceHosts } from '#lib/provisioning/targets/local/instances/instance-hosts.ts'
import { smallGoldenImage } from '#lib/provisioning/targets/local/instances/testing/small-golden-image.ts'
import { getRun } from '#lib/runs/queries.ts'
import { startRun } from '#lib/runs/start-run.ts'
import { openInstanceFleet } from './instance-fleet.ts'
import { pulledRunner } from './testing/pulled-runner.ts'

const missing = (await noHosts()) ?? noBusybox
const patient = { timeout: 40_000, interval: 100 }
const script = (name: string, lines: string): LayerEntry => ({
  type: 'file',
  path: `opt/runner/${name}`,
  mode: 0o755,
  content: Buffer.from(`#!/bin/sh\n${lines}\n`),
})
const scripts = [
  script('run', 'echo "on $(cat /etc/role)" >&2; cat > "$BC_OUTPUT_DIR/input.json"; echo "{\\"done\\":true}"'),
  script('bootstrap', 'echo ledger > /etc/role; echo prepared'),
  script('bye', 'echo farewell'),
  script('broken', 'echo "no licence found"; exit 3'),
]

describe.skipIf(missing)(`hosts of a runner${missing ? ` (${missing})` : ''}`, () => {
  temporaryHome()
  let portal: TestPortal
  let tenant: TestTenant
  let image: string
  beforeAll(async () => {
    portal = await openTestPortal()
    env.BARECOUNT_URL = portal.url
    tenant = await makeTenant()
    image = await smallGoldenImage(fs.readFileSync(await agentBundle(), 'utf8'), scripts)
  })
  afterAll(() => portal?.goAway())

  let fleet: ReturnType<typeof openInstanceFleet>
  beforeEach(() => {
    fleet = openInstanceFleet({ hosts: openInstanceHosts(), canStart: async () => true, idleMs: 1500 })
    fleet.begin(newId('run'))
  })
  afterEach(async () => {
    await unsafeDb.runner.updateMany({ where: { tenantId: tenant.id }, data: { status: 'destroyed' } })
    await fleet.end()
    expect(fs.readdirSync(homePath('instances'))).toEqual([])
  })

  const runner = (changes: Partial<DedicatedSpec> = {}) =>
    pulledRunner<DedicatedSpec>(tenant, 'dedicated_compute', image, {
      ...{ drivers: [], entry: 'run', lifecycle: {}, concurrency: 1, timeoutMs: 20_000, memoryMib: 512 },
      ...changes,
    })
  const instances = (runnerId: string) => unsafeDb.instance.findMany({ where: { runnerId }, orderBy: { id: 'asc' } })
  const logOf = async (id: string) => (await readLog(tenant.engineer, id, 0n)).map(({ text }) => text).join('\n')
  const run = async (runnerId: string) =>
    (await startRun(tenant.engineer, { runnerId, input: { n: 1 }, origin: 'manual' })).id

  test('a host is started for a run, prepares itself, carries it out and ends when it is idle', async () => {
    const spec = await runner({ bootstrap: 'bootstrap', lifecycle: { onTerminate: 'bye' } })
    expect(await instances(spec.runnerId)).toEqual([])
    const id = await run(spec.runnerId)
    await expect.poll(async () => (await getRun(tenant.engineer, id)).finishedAt, patient).not.toBeNull()
    expect(await getRun(tenant.engineer, id)).toMatchObject({
      status: 'succeeded',
      result: { done: true },
      outputFiles: ['input.json'],
      isolation: { process_tree: { state: 'in_force' }, network: { state: 'in_force' } },
    })
    expect((await readLog(tenant.engineer, id, 0n)).map(({ text }) => text).join('\n')).toContain('on ledger')
    await expect.poll(async () => (await instances(spec.runnerId))[0]?.status, patient).toBe('stopped')
    const [host] = await instances(spec.runnerId)
    expect(await logOf(host?.id ?? '')).toMatch(/prepared[\s\S]*farewell/)
    const kinds = await unsafeDb.evidence.findMany({ where: { runnerId: spec.runnerId }, select: { kind: true } })
    expect(kinds.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['instance.started', 'instance.stopped']))
  })

  test.each([
    ['a bootstrap that fails', { bootstrap: 'broken' }, /no licence found/],
    [
      'a driver that is not there',
      { drivers: [{ name: 'oracle', version: '19' }] },
      /drivers cannot be checked|oracle/,
    ],
  ])('%s fails the host with its log, removes it, and is tried again later', async (_name, changes, reason) => {
    const spec = await runner(changes)
    await run(spec.runnerId)
    await expect.poll(async () => (await instances(spec.runnerId))[0]?.status, patient).toBe('failed')
    const [host] = await instances(spec.runnerId)
    expect(host?.reason).toMatch(reason)
    await expect.poll(() => logOf(host?.id ?? ''), patient).toMatch(reason)
    await expect.poll(async () => (await instances(spec.runnerId)).length, patient).toBeGreaterThan(1)
  })
})
