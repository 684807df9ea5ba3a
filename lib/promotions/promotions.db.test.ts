import { beforeAll, describe, expect, test } from 'vitest'
import { db, transaction, unsafeDb } from '../db/client.ts'
import type { Environment } from '../db/generated/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { createFreeze } from '../freezes/create-freeze.ts'
import { liftFreeze } from '../freezes/lift-freeze.ts'
import { newId } from '../ids.ts'
import { decidePolicy } from '../policy/decide-policy.ts'
import { makePlatformRules, makeTenantRules } from '../policy/testing/rules.ts'
import { getDeployment } from '../provisioning/queries.ts'
import { refuseRebuild } from '../provisioning/refuse-rebuild.ts'
import { signArtifact } from '../runs/testing/active-runner.ts'
import { holdPromotion } from './hold-promotion.ts'
import { previewMove } from './preview-move.ts'
import { promoteRunner } from './promote-runner.ts'
import { releaseHold } from './release-hold.ts'
import { rollBackRunner } from './roll-back-runner.ts'
import { digestOf, makeVersion, placeRunner, type TestVersion } from './testing/placed-runner.ts'

let tenant: TestTenant
let other: TestTenant
let dev: Environment
let staging: Environment
let prod: Environment

beforeAll(async () => {
  dev = await makePlatformRules()
  const make = (name: string, rank: number, over = {}) =>
    unsafeDb.environment.create({ data: { id: newId('environment'), name, rank, variables: { PLACE: name }, ...over } })
  staging = await make('staging', 2)
  prod = await make('prod', 3, { requirePrevious: true, soakMinutes: 30, verificationRuns: 2 })
  tenant = await makeTenant()
  other = await makeTenant()
  await makeTenantRules(tenant.id, { maxRunners: 100, maxConcurrency: 10_000 })
  await makeTenantRules(other.id)
})

const promote = (manifestId: string, from: string, to: string, actor = tenant.engineer) =>
  promoteRunner(actor, { manifestId, from, to })
const goBack = (manifestId: string, environment: string, version?: number) =>
  rollBackRunner(tenant.engineer, { manifestId, environment, version })

/** A runner in staging whose soak and verification for prod are done, or not. */
async function inStaging(name: string, over: { smoke?: 'failed'; minutesAgo?: number; runs?: number } = {}) {
  const version = await makeVersion(tenant.id, name)
  const { minutesAgo = 31, runs = 2 } = over
  const placed = await placeRunner(tenant.id, staging, version, { ...over, minutesAgo })
  for (let run = 0; run < runs; run++) await succeededRun(placed.runnerId, staging.id)
  return { ...version, ...placed }
}

async function succeededRun(runnerId: string, environmentId: string) {
  const id = newId('run')
  const facts = { artifactDigest: digestOf('a'), environmentId, runnerClass: 'serverless' } as const
  const row = { id, runnerId, token: id, origin: 'api', status: 'succeeded', inputDigest: 'x', traceId: 't' } as const
  await db.run.create({ data: { tenantId: tenant.id, ...row, ...facts } })
}

const denied = (id: RegExp) => ({ code: 'policy_denied', message: expect.stringMatching(id) })

describe('promotion', () => {
  test('takes the same version and artifact, and says what changes, variable by variable', async () => {
    const version = await inStaging('goes-on')
    const { id } = await promote(version.manifestId, 'staging', 'prod')
    const row = await getDeployment(tenant.engineer, id)
    expect(row).toMatchObject({
      kind: 'promote',
      artifactDigest: digestOf('a'),
      sourceDeploymentId: version.deploymentId,
      manifestVersion: { id: version.versionId },
    })
    const evidence = await unsafeDb.evidence.findFirstOrThrow({ where: { deploymentId: id } })
    const { predicate } = JSON.parse(Buffer.from(evidence.payload).toString()) as {
      predicate: { actor: { label: string }; facts: unknown }
    }
    expect(predicate.actor.label).toBe(tenant.engineer.label)
    expect(predicate.facts).toMatchObject({
      from: 'staging',
      environment: 'prod',
      sourceDeploymentId: version.deploymentId,
      changed: [{ path: 'variables.PLACE', before: 'staging', after: 'prod' }],
    })
    expect(evidence.sentence).toContain('from staging to prod')
  })

  test('of what failed its smoke test is denied', async () => {
    const { manifestId } = await inStaging('smoke-failed', { smoke: 'failed' })
    await expect(promote(manifestId, 'staging', 'prod')).rejects.toMatchObject(denied(/smoke test in staging/))
    expect(await db.deployment.count({ where: { tenantId: tenant.id, manifestId, kind: 'promote' } })).toBe(0)
  })

  test('of what is held is denied, until it is released', async () => {
    const { manifestId } = await inStaging('held')
    const { id } = await holdPromotion(tenant.engineer, { manifestId, environment: 'staging', reason: 'Wrong totals.' })
    const again = holdPromotion(tenant.engineer, { manifestId, environment: 'staging', reason: 'Twice.' })
    await expect(again).rejects.toMatchObject({ code: 'conflict' })
    await expect(promote(manifestId, 'staging', 'prod')).rejects.toMatchObject(denied(/held in staging: Wrong totals/))
    await expect(releaseHold(other.engineer, { id, reason: 'Not mine.' })).rejects.toMatchObject({ code: 'not_found' })
    await releaseHold(tenant.engineer, { id, reason: 'The totals are right.' })
    await expect(releaseHold(tenant.engineer, { id, reason: 'Twice.' })).rejects.toMatchObject({
      code: 'invalid_state',
    })
    await promote(manifestId, 'staging', 'prod')
    const kinds = await db.evidence.findMany({
      where: { tenantId: tenant.id, manifestId, kind: { in: ['promotion.held', 'promotion.released'] } },
      select: { kind: true },
      orderBy: { id: 'asc' },
    })
    expect(kinds.map(({ kind }) => kind)).toEqual(['promotion.held', 'promotion.released'])
  })

  test('goes up only', async () => {
    const { manifestId } = await inStaging('goes-up')
    for (const to of ['dev', 'staging']) {
      await expect(promote(manifestId, 'staging', to)).rejects.toMatchObject({ code: 'invalid_state' })
    }
  })

  test('may not pass by an environment that must come before, and nothing is deployed there directly', async () => {
    const version = await makeVersion(tenant.id, 'skips')
    await placeRunner(tenant.id, dev, version)
    await expect(promote(version.manifestId, 'dev', 'prod')).rejects.toMatchObject(
      denied(/only what comes from staging/),
    )
    const subject = {
      gate: 'pre_deploy',
      subjectId: version.versionId,
      declared: version.declared,
      environment: prod,
    } as const
    const { verdict } = await transaction((tx) => decidePolicy(tx, tenant.engineer, subject))
    expect(verdict.findings.map(({ id }) => id)).toEqual(['promotion.order'])
    // Where nothing must come before, one may be passed by.
    await unsafeDb.environment.update({ where: { id: prod.id }, data: { requirePrevious: false } })
    const preview = await previewMove(tenant.engineer, {
      kind: 'promote',
      manifestId: version.manifestId,
      from: 'dev',
      to: 'prod',
    })
    expect(preview.findings.map(({ id }) => id)).toEqual(['promotion.soak', 'promotion.verification'])
    await unsafeDb.environment.update({ where: { id: prod.id }, data: { requirePrevious: true } })
  })

  test('of another tenant is not there', async () => {
    const { manifestId } = await inStaging('mine')
    await expect(promote(manifestId, 'staging', 'prod', other.engineer)).rejects.toMatchObject({ code: 'not_found' })
    const hold = holdPromotion(other.engineer, { manifestId, environment: 'staging', reason: 'Not mine.' })
    await expect(hold).rejects.toMatchObject({ code: 'not_found' })
  })

  test('is not for those who may not deploy', async () => {
    const { manifestId } = await inStaging('read-only')
    await expect(promote(manifestId, 'staging', 'prod', tenant.auditor)).rejects.toMatchObject({ code: 'forbidden' })
  })

  test.each([
    ['has not soaked', { minutesAgo: 29 }, 'promotion.soak', /29 of 30 minutes/],
    ['has too few runs', { runs: 1 }, 'promotion.verification', /1 of 2/],
  ])('that %s waits for an override, which lets it pass', async (name, over, rule, reason) => {
    const version = await inStaging(name.replaceAll(' ', '-'), over)
    const { id } = await promote(version.manifestId, 'staging', 'prod')
    const subject = {
      gate: 'deploy',
      subjectId: id,
      deploymentId: id,
      manifestId: version.manifestId,
      declared: version.declared,
      environment: prod,
      artifactDigest: digestOf('a'),
      signatureVerified: true,
      approvals: { required: 0, given: 0, current: true },
      dnsChecked: true,
    } as const
    const ask = (overrides: { rule: string; approvalId: string }[]) =>
      transaction((tx) => decidePolicy(tx, tenant.engineer, { ...subject, overrides }))
    const { verdict } = await ask([])
    const finding = verdict.findings.find((each) => each.id === rule)
    expect(finding).toMatchObject({ level: 'soft', reason: expect.stringMatching(reason) })
    const overridden = (await ask([{ rule, approvalId: 'apr_1' }])).verdict
    expect(overridden.findings.find((each) => each.id === rule)?.overriddenBy).toBe('apr_1')
  })

  test('during a freeze is denied, and passes when it is lifted', async () => {
    const { manifestId } = await inStaging('frozen')
    const endsAt = new Date(Date.now() + 3600_000).toISOString()
    const { id } = await createFreeze(tenant.admin, { environment: 'prod', endsAt, reason: 'Year-end closing' })
    await expect(promote(manifestId, 'staging', 'prod')).rejects.toMatchObject(denied(/frozen: Year-end closing/))
    await liftFreeze(tenant.admin, { id, reason: 'The books are closed.' })
    await promote(manifestId, 'staging', 'prod')
  })
})

describe('a rebuild is refused', () => {
  const ask = async (version: TestVersion, deploymentId: string) => {
    const row = await getDeployment(tenant.engineer, deploymentId)
    const found = await unsafeDb.manifestVersion.findFirstOrThrow({ where: { id: version.versionId } })
    const manifest = await unsafeDb.manifest.findFirstOrThrow({ where: { id: version.manifestId } })
    return refuseRebuild({ actor: tenant.engineer, deployment: row, manifest, version: found })
  }

  test('other bytes, another version, and a signature that does not count', async () => {
    const version = await inStaging('exact')
    const { id } = await promote(version.manifestId, 'staging', 'prod')
    const unsigned = { code: 'rebuild_refused', message: expect.stringMatching(/No signature/) }
    await expect(ask(version, id)).rejects.toMatchObject(unsigned)
    await signArtifact(tenant, 'exact', digestOf('a'))
    expect(await ask(version, id)).toEqual({ artifactDigest: digestOf('a'), from: 'staging' })
    const second = await makeVersion(tenant.id, 'exact', 2, { A: '1' })
    await expect(ask(second, id)).rejects.toMatchObject({ code: 'rebuild_refused' })
    await db.deployment.updateMany({ where: { tenantId: tenant.id, id }, data: { artifactDigest: digestOf('b') } })
    await expect(ask(version, id)).rejects.toMatchObject({
      code: 'rebuild_refused',
      message: expect.stringMatching(/staging has/),
    })
  })
})

describe('rolling back', () => {
  test('goes to the good version before, with its artifact, without building', async () => {
    const first = await makeVersion(tenant.id, 'back')
    const good = await placeRunner(tenant.id, prod, first, { minutesAgo: 60 })
    const second = await makeVersion(tenant.id, 'back', 2, { A: '1' })
    await placeRunner(tenant.id, prod, second, { digest: digestOf('b'), minutesAgo: 10 })
    const { id } = await goBack(first.manifestId, 'prod')
    const row = await getDeployment(tenant.engineer, id)
    expect(row).toMatchObject({
      kind: 'rollback',
      artifactDigest: digestOf('a'),
      sourceDeploymentId: good.deploymentId,
      manifestVersion: { version: 1 },
    })
    expect(row.stages.map(({ name }) => name)).not.toContain('build')
    expect(row.stages.map(({ name }) => name)).toContain('smoke_test')
  })

  test('twice goes on to the one before that, not forward again', async () => {
    const versions: (TestVersion & { deploymentId: string })[] = []
    for (const [index, letter] of ['a', 'b', 'c'].entries()) {
      const version = await makeVersion(tenant.id, 'far-back', index + 1, { A: letter })
      const placed = await placeRunner(tenant.id, prod, version, { digest: digestOf(letter), minutesAgo: 60 - index })
      versions.push({ ...version, ...placed })
    }
    const [first, second] = versions
    if (!first || !second) throw new Error('three were made')
    const back = await placeRunner(tenant.id, prod, second, { digest: digestOf('b') })
    await db.deployment.updateMany({
      where: { tenantId: tenant.id, id: back.deploymentId },
      data: { kind: 'rollback', sourceDeploymentId: second.deploymentId },
    })
    const preview = await previewMove(tenant.engineer, { kind: 'rollback', manifestId: first.manifestId, to: 'prod' })
    expect(preview.version).toBe(1)
    const named = await goBack(first.manifestId, 'prod', 3)
    expect((await getDeployment(tenant.engineer, named.id)).manifestVersion.version).toBe(3)
  })

  test('needs something good to go back to', async () => {
    const only = await makeVersion(tenant.id, 'only-one')
    await placeRunner(tenant.id, prod, only)
    await expect(goBack(only.manifestId, 'prod')).rejects.toMatchObject({ code: 'invalid_state' })
    await expect(goBack(only.manifestId, 'prod', 7)).rejects.toMatchObject({ code: 'invalid_state' })
    const foreign = rollBackRunner(other.engineer, { manifestId: only.manifestId, environment: 'prod' })
    await expect(foreign).rejects.toMatchObject({ code: 'not_found' })
  })

  test('is denied by the gates of now, and during a freeze', async () => {
    const first = await makeVersion(tenant.id, 'denied-now')
    await placeRunner(tenant.id, prod, first, { minutesAgo: 60 })
    const second = await makeVersion(tenant.id, 'denied-now', 2, { A: '1' })
    await placeRunner(tenant.id, prod, second, { digest: digestOf('d') })
    const endsAt = new Date(Date.now() + 3600_000).toISOString()
    const { id } = await createFreeze(tenant.admin, { environment: 'prod', endsAt, reason: 'Year-end closing' })
    await expect(goBack(first.manifestId, 'prod')).rejects.toMatchObject(denied(/Year-end/))
    await liftFreeze(tenant.admin, { id, reason: 'It is over.' })
    const suspend = (suspendedAt: Date | null) =>
      unsafeDb.tenant.update({ where: { id: tenant.id }, data: { suspendedAt } })
    await suspend(new Date())
    await expect(goBack(first.manifestId, 'prod')).rejects.toMatchObject({ code: 'policy_denied' })
    await suspend(null)
  })
})
