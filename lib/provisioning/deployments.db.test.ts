import { beforeAll, expect, test } from 'vitest'
import { db, transaction, unsafeDb } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { newId } from '../ids.ts'
import { submitManifest } from '../manifests/submit-manifest.ts'
import { cancelDeployment } from './cancel-deployment.ts'
import { deployManifest } from './deploy-manifest.ts'
import { getDeployment, listDeployments } from './queries.ts'
import { resumeDeployment } from './resume-deployment.ts'

const text = `apiVersion: barecount.io/v1
kind: RunnerManifest
metadata: { name: orders, pipeline: orders/ingest, owner: finance-data }
runner:
  class: serverless
  network_profile: private_vpc
  function: { source: ./src, runtime: nodejs, handler: index.handler }
`

let tenant: TestTenant
let other: TestTenant
let versionId: string

beforeAll(async () => {
  tenant = await makeTenant()
  other = await makeTenant()
  for (const [rank, name] of ['dev', 'prod'].entries()) {
    await unsafeDb.environment.create({ data: { id: newId('environment'), name, rank: rank + 1 } })
  }
  versionId = (await submitManifest(tenant.engineer, { text })).id
})

const deploy = (environment = 'dev') => deployManifest(tenant.engineer, { manifestVersionId: versionId, environment })
const workflowsOf = (id: string) =>
  unsafeDb.$queryRaw<
    { workflow_uuid: string }[]
  >`select workflow_uuid from dbos.workflow_status where workflow_uuid like ${`${id}:%`}`

test('the deployment, its stages, its evidence and its queued workflow are there together', async () => {
  const { id } = await deploy()
  const row = await getDeployment(tenant.engineer, id)
  expect(row.status).toBe('queued')
  expect(row.stages.map((stage) => stage.name)).toEqual([
    'author',
    'validate',
    'build',
    'scan_attest',
    'provision_primitives',
    'deploy',
    'register',
    'smoke_test',
    'operate',
  ])
  expect(await workflowsOf(id)).toEqual([{ workflow_uuid: `${id}:1` }])
  const evidence = await db.evidence.findMany({
    where: { tenantId: tenant.id, deploymentId: id },
    select: { kind: true },
  })
  expect(evidence).toEqual([{ kind: 'deployment.requested' }])
})

test('a newer deployment of the same manifest and environment supersedes the open one', async () => {
  const first = await deploy()
  const second = await deploy()
  expect((await getDeployment(tenant.engineer, first.id)).status).toBe('superseded')
  const stages = (await getDeployment(tenant.engineer, first.id)).stages
  expect(new Set(stages.map((stage) => stage.status))).toEqual(new Set(['cancelled']))
  expect((await getDeployment(tenant.engineer, second.id)).status).toBe('queued')
})

test('of many in the same instant exactly one stays open', async () => {
  await Promise.allSettled(Array.from({ length: 6 }, () => deploy('prod')))
  const open = await db.deployment.findMany({
    where: {
      tenantId: tenant.id,
      environment: { name: 'prod' },
      status: { in: ['queued', 'running', 'waiting_approval'] },
    },
  })
  expect(open).toHaveLength(1)
})

test('cancelling what is queued ends it at once; resuming begins a new round', async () => {
  const { id } = await deploy()
  await cancelDeployment(tenant.engineer, id)
  expect(await getDeployment(tenant.engineer, id)).toMatchObject({ status: 'cancelled', round: 1 })
  await expect(cancelDeployment(tenant.engineer, id)).rejects.toMatchObject({ code: 'invalid_state' })
  await resumeDeployment(tenant.engineer, id)
  expect(await getDeployment(tenant.engineer, id)).toMatchObject({ status: 'queued', round: 2, reason: null })
  expect((await workflowsOf(id)).map((row) => row.workflow_uuid).sort()).toEqual([`${id}:1`, `${id}:2`])
  await expect(resumeDeployment(tenant.engineer, id)).rejects.toMatchObject({ code: 'invalid_state' })
})

test('a cancelled one cannot be resumed past a newer open one', async () => {
  const first = await deploy()
  await cancelDeployment(tenant.engineer, first.id)
  await deploy()
  await expect(resumeDeployment(tenant.engineer, first.id)).rejects.toMatchObject({ code: 'conflict' })
})

test('another tenant sees, cancels and resumes nothing, and cannot deploy a foreign version', async () => {
  const { id } = await deploy()
  for (const attempt of [
    () => getDeployment(other.engineer, id),
    () => cancelDeployment(other.engineer, id),
    () => resumeDeployment(other.engineer, id),
    () => deployManifest(other.engineer, { manifestVersionId: versionId, environment: 'dev' }),
  ]) {
    await expect(attempt()).rejects.toMatchObject({ code: 'not_found' })
  }
  expect((await listDeployments(other.engineer)).deployments).toEqual([])
})

test('an auditor may read deployments and start none', async () => {
  const { id } = await deploy()
  expect((await getDeployment(tenant.auditor, id)).id).toBe(id)
  const attempt = deployManifest(tenant.auditor, { manifestVersionId: versionId, environment: 'dev' })
  await expect(attempt).rejects.toMatchObject({ code: 'forbidden' })
})

test('the list pages by key, newest first', async () => {
  const all = (await listDeployments(tenant.engineer, { limit: 100 })).deployments.map((row) => row.id)
  const first = await listDeployments(tenant.engineer, { limit: 2 })
  const second = await listDeployments(tenant.engineer, { limit: 2, cursor: first.next })
  expect([...first.deployments, ...second.deployments].map((row) => row.id)).toEqual(all.slice(0, 4))
})

test('two people who cancel a running deployment in the same instant cancel it once', async () => {
  const { id } = await deploy()
  const where = { tenantId: tenant.id, id }
  await db.deployment.updateMany({ where, data: { status: 'running' } })
  await Promise.all([cancelDeployment(tenant.engineer, id), cancelDeployment(tenant.engineer, id)])
  const kind = 'deployment.cancelled'
  expect(await db.evidence.count({ where: { tenantId: tenant.id, deploymentId: id, kind } })).toBe(1)
})

test('a cancellation that meets the end of a stage does not leave the deployment waiting', async () => {
  const { id } = await deploy()
  const where = { tenantId: tenant.id, id }
  await db.deployment.updateMany({ where, data: { status: 'running' } })
  let cancelling: Promise<void> | undefined
  await transaction(async (tx) => {
    await tx.deployment.updateMany({ where, data: { status: 'waiting_approval' } })
    cancelling = cancelDeployment(tenant.engineer, id)
    // Until the other asks for the row; both orders of events must end well.
    for (let looks = 0; looks < 100 && !(await waitsForLock()); looks++)
      await unsafeDb.$queryRaw`select pg_sleep(0.02)::text`
  })
  await cancelling
  expect((await getDeployment(tenant.engineer, id)).status).toBe('cancelled')
})

async function waitsForLock(): Promise<boolean> {
  const [row] = await unsafeDb.$queryRaw<{ count: bigint }[]>`
    select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  return Number(row?.count ?? 0) > 0
}
