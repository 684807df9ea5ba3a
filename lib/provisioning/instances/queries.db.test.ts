import { expect, test } from 'vitest'
import { newInstance } from '#agent/testing/invited-runner.ts'
import { unsafeDb } from '#lib/db/client.ts'
import { makeTenant } from '#lib/db/testing/world.ts'
import type { ContainerSpec } from '#lib/provisioning/target.ts'
import { getInstance, listInstances, readInstanceLog } from './queries.ts'
import { pulledRunner } from './testing/pulled-runner.ts'

const digest = `sha256:${'d'.repeat(64)}`
const scaling = { min: 0, max: 1, targetQueueDepth: 1 }

test('instances are listed newest first, by page, and say whether they are of the present version', async () => {
  const tenant = await makeTenant()
  const spec = await pulledRunner<ContainerSpec>(tenant, 'container', digest, { scaling, runsPerInstance: 1 })
  const made: string[] = []
  for (let n = 0; n < 22; n++) made.push((await newInstance(tenant, spec)).instanceId)
  const first = await listInstances(tenant.auditor, spec.runnerId)
  expect(first.instances.map(({ id }) => id)).toEqual(made.slice(2).reverse())
  const second = await listInstances(tenant.auditor, spec.runnerId, { cursor: first.next ?? '' })
  expect(second).toMatchObject({ instances: [{ id: made[1], current: false }, { id: made[0] }], next: undefined })
})

test('instances and their logs are not there for another tenant, nor listed', async () => {
  const [acme, other] = [await makeTenant(), await makeTenant()]
  const spec = await pulledRunner<ContainerSpec>(acme, 'container', digest, { scaling, runsPerInstance: 1 })
  const { instanceId } = await newInstance(acme, spec)
  await unsafeDb.logChunk.create({
    data: { tenantId: acme.id, subjectId: instanceId, channel: 'instance', text: 'ours alone' },
  })
  expect(await readInstanceLog(acme.auditor, instanceId, 0n)).toMatchObject([{ text: 'ours alone' }])
  const reads = [
    () => getInstance(other.admin, instanceId),
    () => readInstanceLog(other.admin, instanceId, 0n),
    () => listInstances(other.admin, spec.runnerId),
  ]
  for (const read of reads) await expect(read()).rejects.toMatchObject({ code: 'not_found' })
})
