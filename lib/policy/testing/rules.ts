import { shippedPriceBook } from '../../cost/shipped-price-book.ts'
import { sizes } from '../../cost/testing/inputs.ts'
import { db, unsafeDb } from '../../db/client.ts'
import type { Environment } from '../../db/generated/client.ts'
import { newId } from '../../ids.ts'
import { manifestDigest } from '../../manifests/manifest-digest.ts'
import type { NormalisedManifest } from '../../manifests/schema.ts'
import { policyDigest } from '../load-policies.ts'
import { shippedPolicies } from '../policy-files.ts'

/** Activates the shipped policies and prices, the test sizes, and an environment that asks nobody. */
export async function makePlatformRules(): Promise<Environment> {
  const policies = shippedPolicies()
  const { digest, book } = shippedPriceBook()
  const activatedAt = new Date()
  await unsafeDb.policyVersion.create({ data: { version: 1, digest: policyDigest(policies), policies, activatedAt } })
  await unsafeDb.priceBook.create({ data: { version: 1, digest, body: book, activatedAt } })
  await unsafeDb.runnerSize.createMany({ data: sizes })
  return unsafeDb.environment.create({ data: { id: newId('environment'), name: 'dev', rank: 1 } })
}

/** Offers a tenant serverless in size small, publicly and privately, within a quota. */
export async function makeTenantRules(tenantId: string, quota = {}): Promise<void> {
  const row = { tenantId, runnerClass: 'serverless', size: 'small' } as const
  await db.matrixCell.createMany({
    data: [
      { ...row, networkProfile: 'public_vpc_egress' },
      { ...row, networkProfile: 'private_vpc' },
    ],
  })
  await db.quota.create({
    data: { tenantId, maxRunners: 3, maxConcurrency: 40, monthlyBudget: 100_000_000n, ...quota },
  })
}

/** A runner of that manifest, as a finished deployment leaves it. Returns the ids. */
export async function makeRunner(
  tenantId: string,
  environment: Environment,
  declared: NormalisedManifest,
  over: { perMonth?: number; status?: 'active' | 'smoke_failed' } = {},
) {
  const [manifestId, versionId, deploymentId, runnerId] = [
    newId('manifest'),
    newId('manifestVersion'),
    newId('deployment'),
    newId('runner'),
  ] as const
  const shape = {
    runnerClass: declared.runner.class,
    size: declared.runner.size,
    profile: declared.runner.network_profile,
  }
  const { name, pipeline, owner } = declared.metadata
  await db.manifest.create({ data: { tenantId, id: manifestId, name, pipeline, owner, latestVersion: 1, ...shape } })
  await db.manifestVersion.create({
    data: {
      tenantId,
      id: versionId,
      manifestId,
      version: 1,
      digest: manifestDigest(declared),
      text: '',
      normalised: declared,
      createdById: 'usr_test',
      ...shape,
    },
  })
  const place = { manifestId, manifestVersionId: versionId, environmentId: environment.id }
  await db.deployment.create({
    data: {
      tenantId,
      id: deploymentId,
      ...place,
      status: 'succeeded',
      requestedById: 'usr_test',
      costEstimate: { perMonth: over.perMonth ?? 0 },
    },
  })
  await db.runner.create({
    data: {
      tenantId,
      id: runnerId,
      ...place,
      deploymentId,
      name,
      ...shape,
      artifactDigest: `sha256:${'0'.repeat(64)}`,
      role: 'runner/test',
      pipeline,
      pipelineVersion: 1,
      status: over.status ?? 'active',
      concurrencyLimit: 10,
      spec: { class: shape.runnerClass, size: shape.size, profile: shape.profile, ...measures },
    },
  })
  return { manifestId, versionId, deploymentId, runnerId }
}

/** What a run's price is made of. */
const measures = { timeoutMs: 60_000, memoryMib: 512, vcpuMilli: 500, concurrency: 10, workers: 2 }
