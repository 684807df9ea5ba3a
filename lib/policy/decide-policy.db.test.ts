import { beforeAll, describe, expect, test } from 'vitest'
import { estimateInput } from '../cost/testing/inputs.ts'
import { db, transaction, unsafeDb } from '../db/client.ts'
import type { Environment } from '../db/generated/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { newId } from '../ids.ts'
import type { NormalisedManifest } from '../manifests/schema.ts'
import { decidePolicy, refusalOf } from './decide-policy.ts'
import type { PolicySubject } from './gather-policy-inputs.ts'
import { replayDecision } from './replay-decision.ts'
import { makePlatformRules, makeRunner, makeTenantRules } from './testing/rules.ts'

let dev: Environment
let tenant: TestTenant
let other: TestTenant

const named = (name: string, runner: Partial<Parameters<typeof estimateInput>[0]> = {}): NormalisedManifest => {
  const { manifest } = estimateInput({ class: 'serverless', ...runner })
  return { ...manifest, metadata: { ...manifest.metadata, name } }
}
const preDeploy = (declared: NormalisedManifest, over: { manifestId?: string; deploymentId?: string } = {}) =>
  ({ gate: 'pre_deploy', subjectId: newId('manifestVersion'), declared, environment: dev, ...over }) as const
const decide = (subject: PolicySubject, of = tenant) =>
  transaction((tx) => decidePolicy(tx, of.engineer, subject, { environmentId: dev.id }))
const idsOf = async (subject: PolicySubject, of = tenant) =>
  (await decide(subject, of)).verdict.findings.map(({ id }) => id)

beforeAll(async () => {
  dev = await makePlatformRules()
  tenant = await makeTenant()
  other = await makeTenant()
  await makeTenantRules(tenant.id)
})

describe('before a deployment', () => {
  test('what the matrix offers passes, and the decision is kept with its inputs and its cost', async () => {
    const subject = preDeploy(named('passes'))
    const { decisionId, verdict, cost } = await decide(subject)
    expect(verdict).toMatchObject({ allowed: true, findings: [], policyVersion: 1 })
    expect(cost?.lines.length).toBeGreaterThan(5)
    const stored = await db.policyDecision.findFirst({ where: { tenantId: tenant.id, id: decisionId } })
    expect(stored).toMatchObject({
      gate: 'pre_deploy',
      subjectId: subject.subjectId,
      allowed: true,
      policyVersion: 1,
      inputsDigest: verdict.inputsDigest,
      inputs: { estimate: cost?.perMonth, offered: true },
    })
  })
  test('what it does not offer is denied, with a fix, as evidence', async () => {
    const { decisionId, verdict } = await decide(preDeploy(named('too-big', { size: 'medium' })))
    expect(verdict.allowed).toBe(false)
    expect(verdict.findings[0]).toMatchObject({
      id: 'matrix.not_offered',
      fix: { path: 'runner.size', value: 'small' },
    })
    const evidence = await db.evidence.findFirst({
      where: { tenantId: tenant.id, kind: 'policy.denied' },
      orderBy: { id: 'desc' },
    })
    expect(evidence).toMatchObject({ result: 'denied', environmentId: dev.id })
    expect(Buffer.from(evidence?.payload ?? []).toString()).toContain(decisionId)
  })
  test('an engine that no live worker has is told before anybody waits for it', async () => {
    const lacking = { python: { reason: 'This host has no Python 3.', remedy: 'Install it.' } }
    const support = { managed_etl: { available: true, detail: 'SQL; no Python.', lacking } }
    await unsafeDb.workerHeartbeat.create({ data: { executorId: 'test', at: new Date(), support } })
    const job = (engine: 'sql' | 'python') => {
      const declared = named('job', { class: 'managed_etl', size: 'medium' })
      return {
        ...declared,
        runner: { ...declared.runner, job: { source: './job', engine, entry: 'main' } },
      } as typeof declared
    }
    const found = async (engine: 'sql' | 'python') =>
      (await decide(preDeploy(job(engine)))).verdict.findings.find(({ id }) => id === 'class.unavailable')
    expect(await found('python')).toMatchObject({ reason: expect.stringContaining('no Python 3') })
    expect(await found('sql')).toBeUndefined()
    await unsafeDb.workerHeartbeat.deleteMany({ where: { executorId: 'test' } })
  })
  test('a tenant without rows is offered nothing: another tenant’s rows do not count', async () => {
    expect(await idsOf(preDeploy(named('foreign')), other)).toEqual(['matrix.not_offered'])
  })
  test('runners and their estimates count; redeploying the same one does not count it twice', async () => {
    const full = await makeTenant()
    await makeTenantRules(full.id, { maxRunners: 2, maxConcurrency: 20, monthlyBudget: 150_000_000n })
    const first = await makeRunner(full.id, dev, named('first'), { perMonth: 70_000_000 })
    await makeRunner(full.id, dev, named('second'), { perMonth: 70_000_000 })
    const again = preDeploy(named('first'), { manifestId: first.manifestId })
    expect(await idsOf(again, full)).toEqual([])
    expect(await idsOf(preDeploy(named('third')), full)).toEqual([
      'quota.concurrency',
      'quota.runners',
      'budget.monthly',
    ])
  })
  test('of two that want the last place, the first one gets it', async () => {
    const small = await makeTenant()
    await makeTenantRules(small.id, { maxRunners: 1 })
    const waiting = await Promise.all(
      ['a', 'b'].map(async (name) => {
        const { manifestId, versionId, runnerId } = await makeRunner(small.id, dev, named(name))
        await db.runner.deleteMany({ where: { tenantId: small.id, id: runnerId } })
        return { manifestId, versionId, name }
      }),
    )
    const ids: string[] = []
    for (const { manifestId, versionId } of waiting) {
      const id = newId('deployment')
      ids.push(id)
      await db.deployment.create({
        data: {
          tenantId: small.id,
          id,
          manifestId,
          manifestVersionId: versionId,
          environmentId: dev.id,
          requestedById: 'usr_test',
        },
      })
    }
    const ask = (at: number) =>
      idsOf(
        preDeploy(named(waiting[at]?.name ?? ''), {
          manifestId: waiting[at]?.manifestId ?? '',
          deploymentId: ids[at] ?? '',
        }),
        small,
      )
    expect(await ask(0)).toEqual([])
    expect(await ask(1)).toEqual(['quota.runners'])
  })
})

describe('before it is applied', () => {
  const subject = (over: Partial<Extract<PolicySubject, { gate: 'deploy' }>> = {}) =>
    ({
      gate: 'deploy',
      subjectId: newId('deployment'),
      declared: named('applied'),
      environment: dev,
      artifactDigest,
      signatureVerified: true,
      approvals: { required: 0, given: 0, current: true },
      dnsChecked: false,
      ...over,
    }) as const
  const artifactDigest = `sha256:${'a'.repeat(64)}`
  const scan = async (summary: object) => {
    const artifactId = newId('artifact')
    const digest = `sha256:${newId('artifact').slice(4).toLowerCase().padEnd(64, '0')}`
    await db.artifact.create({
      data: {
        tenantId: tenant.id,
        id: artifactId,
        digest,
        kind: 'function_zip',
        sizeBytes: 1,
        buildType: 't',
        builtById: 'u',
      },
    })
    await db.scan.create({
      data: { tenantId: tenant.id, id: newId('scan'), artifactId, dataset: {}, sbom: {}, summary },
    })
    return digest
  }
  const summary = {
    components: 2,
    covered: 2,
    unknown: 0,
    vulnerabilities: { critical: 0, high: 0, medium: 1, low: 0, unknown: 0 },
    deniedLicences: 0,
    licencesToReview: 0,
    secrets: 0,
    filesScanned: 3,
    filesNotScanned: 0,
  }
  test('a clean, signed, scanned artifact passes', async () => {
    expect(await idsOf(subject({ artifactDigest: await scan(summary) }))).toEqual([])
  })
  test('nothing is known of an artifact that was never scanned, so it does not pass', async () => {
    expect(await idsOf(subject())).toEqual(['artifact.unscanned'])
  })
  test('nor of one whose scan cannot be read', async () => {
    expect(await idsOf(subject({ artifactDigest: await scan({ clean: true }) }))).toEqual(['artifact.unscanned'])
  })
  test('findings, signature and approvals are judged together', async () => {
    const digest = await scan({ ...summary, secrets: 1, vulnerabilities: { ...summary.vulnerabilities, critical: 2 } })
    const bad = subject({
      artifactDigest: digest,
      signatureVerified: false,
      approvals: { required: 1, given: 1, current: false },
    })
    expect(await idsOf(bad)).toEqual(['approval.stale', 'artifact.critical', 'artifact.secrets', 'artifact.unsigned'])
  })
})

describe('before a run', () => {
  test('an active runner with a verified signature runs', async () => {
    const { runnerId } = await makeRunner(tenant.id, dev, named('runs'))
    const run = { gate: 'run', subjectId: newId('run'), runnerId, signatureVerified: true, begins: true } as const
    expect((await decide(run)).verdict.allowed).toBe(true)
    expect(await idsOf({ ...run, signatureVerified: false })).toEqual(['run.signature'])
  })
  test('a runner that failed its smoke test, or left the matrix, does not', async () => {
    const { runnerId } = await makeRunner(tenant.id, dev, named('left', { size: 'medium' }), { status: 'smoke_failed' })
    const run = { gate: 'run', subjectId: newId('run'), runnerId, signatureVerified: true, begins: true } as const
    expect(await idsOf(run)).toEqual(['matrix.not_offered', 'run.inactive'])
  })
  test('another tenant’s runner is not there', async () => {
    const { runnerId } = await makeRunner(tenant.id, dev, named('mine'))
    const run = { gate: 'run', subjectId: newId('run'), runnerId, signatureVerified: true, begins: true } as const
    await expect(decide(run, other)).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('replay', () => {
  test('a stored decision comes out the same again', async () => {
    const { decisionId, verdict } = await decide(preDeploy(named('replayed', { size: 'medium' })))
    expect(await replayDecision(tenant.auditor, decisionId)).toEqual({ same: true, verdict })
  })
  test('one that was tampered with does not', async () => {
    const { decisionId } = await decide(preDeploy(named('tampered', { size: 'medium' })))
    const stored = await db.policyDecision.findFirst({ where: { tenantId: tenant.id, id: decisionId } })
    if (!stored) throw new Error('not stored')
    const forged = newId('decision')
    await db.policyDecision.create({
      data: { ...stored, inputs: stored.inputs as object, id: forged, allowed: true, findings: [] },
    })
    expect(await replayDecision(tenant.auditor, forged)).toMatchObject({ same: false, verdict: { allowed: false } })
  })
  test('another tenant’s decision is not there', async () => {
    const { decisionId } = await decide(preDeploy(named('private')))
    await expect(replayDecision(other.auditor, decisionId)).rejects.toMatchObject({ code: 'not_found' })
  })
})

test('a refusal carries every blocking reason and the way out', async () => {
  const manifest = named('refused', { size: 'medium' })
  const secret = { ...manifest, metadata: { ...manifest.metadata, data_classification: 'restricted' as const } }
  const empty = await makeTenant()
  await makeTenantRules(empty.id)
  const refusal = refusalOf((await decide(preDeploy(secret), empty)).verdict)
  expect(refusal).toMatchObject({ code: 'policy_denied' })
  expect(refusal.message).toMatch(/is not offered to .* There is 1 more reason\./)
  expect(refusal.faults.map(({ path }) => path)).toEqual(['runner.size', 'runner.network_profile'])
})

// These change the platform for everybody, so they come last.
describe('without policies that can be read, everything is denied', () => {
  test('a version whose text was changed', async () => {
    const { policies } = await unsafeDb.policyVersion.findUniqueOrThrow({ where: { version: 1 } })
    const source = policies as { schema: string; policies: Record<string, string> }
    const { 'matrix.not_offered': _, ...weaker } = source.policies
    const forged = { schema: source.schema, policies: weaker }
    await unsafeDb.policyVersion.updateMany({ data: { retiredAt: new Date() } })
    await unsafeDb.policyVersion.create({
      data: { version: 2, digest: 'sha256:forged', policies: forged, activatedAt: new Date() },
    })
    expect(await idsOf(preDeploy(named('unreadable')))).toEqual(['policy.missing'])
  })
  test('no active version at all', async () => {
    await unsafeDb.policyVersion.updateMany({ data: { activatedAt: null } })
    const { verdict } = await decide(preDeploy(named('none')))
    expect(verdict).toMatchObject({ allowed: false, policyVersion: 0, findings: [{ id: 'policy.missing' }] })
  })
  test('no price book: there is nothing to hold against the budget', async () => {
    await unsafeDb.priceBook.updateMany({ data: { activatedAt: null } })
    await expect(decide(preDeploy(named('priceless')))).rejects.toMatchObject({ code: 'unavailable' })
  })
})
