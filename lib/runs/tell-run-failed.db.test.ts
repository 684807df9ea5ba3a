import { expect, test } from 'vitest'
import { systemActor } from '../auth/actor.ts'
import { db, transaction, unsafeDb } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { newId } from '../ids.ts'
import { listNotifications } from '../notifications/queries.ts'
import { endDeployment } from '../provisioning/transitions.ts'
import { tellRunFailed } from './tell-run-failed.ts'
import { activeRunner } from './testing/active-runner.ts'

/** A runner that Ada, an engineer, has brought to dev. */
async function broughtRunner(tenant: TestTenant) {
  const { runnerId } = await activeRunner(tenant)
  const runner = await unsafeDb.runner.findFirstOrThrow({ where: { id: runnerId } })
  const { deploymentId: id, manifestId, manifestVersionId, environmentId } = runner
  await db.deployment.create({
    data: {
      tenantId: tenant.id,
      id,
      manifestId,
      manifestVersionId,
      environmentId,
      kind: 'deploy',
      status: 'running',
      requestedById: tenant.engineer.userId,
    },
  })
  return runner
}

test('the first failure after a success is told, once, to whoever brought the runner there', async () => {
  const tenant = await makeTenant()
  const { id } = await broughtRunner(tenant)
  const end = (status: 'succeeded' | 'failed' | 'cancelled', origin: 'api' | 'smoke_test' = 'api') =>
    transaction(async (tx) => {
      const runner = await unsafeDb.runner.findFirstOrThrow({ where: { id } })
      const run = { id: newId('run'), tenantId: tenant.id, origin }
      await tellRunFailed(tx, run, runner, { status, reason: 'Error: no stock' })
    })
  const told = async () => (await listNotifications(tenant.engineer)).notifications
  await end('failed', 'smoke_test')
  await end('cancelled')
  expect(await told()).toEqual([])
  await Promise.all([end('failed'), end('failed'), end('failed')])
  await end('failed')
  expect(await told()).toMatchObject([
    { kind: 'run_failed', sentence: expect.stringMatching(/^A run of orders-\w+ in dev failed: Error: no stock$/) },
  ])
  await end('succeeded')
  await end('failed')
  expect(await told(), 'one that fails and recovers by turns is no storm').toHaveLength(1)
  await end('succeeded')
  const twoHoursAgo = new Date(Date.now() - 2 * 3600_000)
  await unsafeDb.runner.updateMany({ where: { id }, data: { failureToldAt: twoHoursAgo } })
  await end('failed')
  expect(await told()).toHaveLength(2)
})

test('a failed deployment is told to whoever asked for it', async () => {
  const tenant = await makeTenant()
  const runner = await broughtRunner(tenant)
  const subject = {
    id: runner.deploymentId,
    manifestId: runner.manifestId,
    environmentId: runner.environmentId,
    manifestName: runner.name,
    version: 1,
    environment: 'dev',
  }
  const worker = systemActor(tenant, 'worker')
  const fail = () => transaction((tx) => endDeployment(tx, worker, subject, 'failed', 'The smoke test failed.'))
  expect(await fail()).toBe(true)
  expect(await fail(), 'it has ended').toBe(false)
  expect((await listNotifications(tenant.engineer)).notifications).toMatchObject([
    {
      kind: 'deployment_failed',
      sentence: `${runner.name} v1 did not get to dev: The smoke test failed.`,
      link: `/deployments/${runner.deploymentId}`,
    },
  ])
})
