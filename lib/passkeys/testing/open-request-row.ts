import { standingRule } from '../../approvals/standing-rule.ts'
import { db, unsafeDb } from '../../db/client.ts'
import type { TestTenant } from '../../db/testing/world.ts'
import { newId } from '../../ids.ts'
import { submitManifest } from '../../manifests/submit-manifest.ts'
import { deployManifest } from '../../provisioning/deploy-manifest.ts'

const text = `apiVersion: barecount.io/v1
kind: RunnerManifest
metadata: { name: orders, pipeline: orders/ingest, owner: finance-data }
runner:
  class: serverless
  network_profile: private_vpc
  function: { source: ./src, runtime: nodejs, handler: index.handler }
`

/** A request that waits, bound to `decisionDigest`. Returns its id. */
export async function openRequestRow(tenant: TestTenant, decisionDigest: string): Promise<string> {
  if (!(await unsafeDb.environment.findFirst({ where: { name: 'prod' } }))) {
    await unsafeDb.environment.create({ data: { id: newId('environment'), name: 'prod', rank: 1 } })
  }
  const { id: manifestVersionId } = await submitManifest(tenant.engineer, { text })
  const { id: deploymentId } = await deployManifest(tenant.engineer, { manifestVersionId, environment: 'prod' })
  const id = newId('approval')
  await db.approvalRequest.create({
    data: {
      tenantId: tenant.id,
      id,
      subjectId: deploymentId,
      deploymentId,
      decisionDigest,
      slots: standingRule('policy'),
      required: 1,
      requestedById: tenant.engineer.userId,
      summary: 'Deploy orders to prod',
      expiresAt: new Date(Date.now() + 60_000),
    },
  })
  return id
}
