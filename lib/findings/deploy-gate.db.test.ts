import { beforeAll, describe, expect, test } from 'vitest'
import { db, transaction } from '../db/client.ts'
import type { Environment } from '../db/generated/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { newId } from '../ids.ts'
import { decidePolicy } from '../policy/decide-policy.ts'
import { replayDecision } from '../policy/replay-decision.ts'
import { policyRequestSchema } from '../policy/schema.ts'
import { makeTenantRules } from '../policy/testing/rules.ts'
import { grantWaiver } from './grant-waiver.ts'
import { listWaivers } from './list-waivers.ts'
import { listFindings } from './queries.ts'
import { revokeWaiver } from './revoke-waiver.ts'
import { setLimit } from './set-limit.ts'
import {
  declaredAs,
  deniedLicence,
  findingIds,
  firstEnvironment,
  runnerWith,
  scannedArtifact,
  vulnerability,
} from './testing/scanned-runner.ts'
import { triageFindings } from './triage-findings.ts'

let dev: Environment
let tenant: TestTenant

beforeAll(async () => {
  dev = await firstEnvironment()
  tenant = await makeTenant()
  await makeTenantRules(tenant.id)
})

const SECOND = 1000
const inTenDays = () => new Date(Date.now() + 10 * 24 * 3600 * SECOND)

/** Brings a deployment of the artifact before its gate, as it would be at `at`. */
async function gate(artifactDigest: string, at = new Date(), declared = declaredAs('gated'), of = tenant) {
  const subject = {
    gate: 'deploy' as const,
    subjectId: newId('deployment'),
    declared,
    environment: dev,
    artifactDigest,
    signatureVerified: true,
    approvals: { required: 0, given: 0, current: true },
    dnsChecked: true,
    at,
  }
  const decided = await transaction((tx) => decidePolicy(tx, of.engineer, subject, { environmentId: dev.id }))
  const row = await db.policyDecision.findFirst({ where: { tenantId: of.id, id: decided.decisionId } })
  const request = policyRequestSchema.parse(row?.inputs)
  if (request.gate !== 'deploy') throw new Error('another gate was asked')
  return { ...decided, rules: decided.verdict.findings.map(({ id }) => id), ...request }
}

const accept = async (artifactId: string, rule: string, end: Date, by = tenant.approver) =>
  triageFindings(by, {
    findingIds: [(await findingIds(tenant, artifactId))[rule] ?? ''],
    status: 'accepted',
    reason: 'Not reachable here.',
    expiresAt: end.toISOString(),
  })

describe('a triage', () => {
  test('counts until the instant it expires, and the decision says what it used', async () => {
    const { artifactId, digest } = await scannedArtifact(tenant, [vulnerability('GHSA-1', 'critical')])
    expect((await gate(digest)).rules).toEqual(['artifact.critical'])
    const end = inTenDays()
    const { triageIds } = await accept(artifactId, 'GHSA-1', end)
    const passed = await gate(digest, new Date(end.getTime() - 1))
    expect(passed.rules).toEqual([])
    expect(passed.artifact).toMatchObject({ critical: 0, raw: { critical: 1 }, triages: triageIds, waivers: [] })
    const denied = await gate(digest, end)
    expect(denied.rules).toEqual(['artifact.critical'])
    expect(denied.artifact).toMatchObject({ critical: 1, raw: { critical: 1 }, triages: [] })
    expect(await replayDecision(tenant.auditor, passed.decisionId)).toMatchObject({ same: true })
  })
  test.each(['in_triage', 'will_fix'] as const)('%s takes nothing out of the count', async (status) => {
    const { artifactId, digest } = await scannedArtifact(tenant, [vulnerability('GHSA-2', 'critical')])
    const ids = Object.values(await findingIds(tenant, artifactId))
    await triageFindings(tenant.engineer, { findingIds: ids, status, reason: 'We are on it.' })
    expect((await gate(digest)).rules).toEqual(['artifact.critical'])
  })
  test('one of this artifact says nothing of the next', async () => {
    const one = await scannedArtifact(tenant, [vulnerability('GHSA-3', 'critical')])
    const two = await scannedArtifact(tenant, [vulnerability('GHSA-3', 'critical')])
    await accept(one.artifactId, 'GHSA-3', inTenDays())
    expect((await gate(one.digest)).rules).toEqual([])
    expect((await gate(two.digest)).rules).toEqual(['artifact.critical'])
  })
  test('excuses a secret only in its own place', async () => {
    const secret = (path: string) =>
      ({ kind: 'secret', severity: 'critical', rule: 'jwt', path, message: `${path} holds a token.` }) as const
    const { artifactId, digest } = await scannedArtifact(tenant, [secret('a.js:1'), secret('b.js:2')])
    const row = await db.artifactFinding.findFirst({ where: { tenantId: tenant.id, artifactId, path: 'a.js:1' } })
    const said = { status: 'false_positive' as const, reason: 'A fixture of the tests.' }
    await triageFindings(tenant.approver, { findingIds: [row?.id ?? ''], ...said })
    expect(await gate(digest)).toMatchObject({
      rules: ['artifact.secrets'],
      artifact: { secrets: 1, raw: { secrets: 2 } },
    })
  })
  test('by somebody who later requests a deployment of it does not count for them', async () => {
    const { artifactId, digest } = await scannedArtifact(tenant, [vulnerability('GHSA-4', 'critical')])
    const both = await tenant.member('engineer', 'approver')
    await accept(artifactId, 'GHSA-4', inTenDays(), both)
    expect((await gate(digest)).rules).toEqual([])
    await runnerWith(tenant, digest, tenant.engineer.userId)
    expect((await gate(digest)).rules).toEqual([])
    await runnerWith(tenant, digest, both.userId)
    expect((await gate(digest)).rules).toEqual(['artifact.critical'])
  })
})

describe('a licence waiver', () => {
  const waive = (component: string, over: { version?: string; licence?: string } = {}, end = inTenDays()) =>
    grantWaiver(tenant.approver, {
      component,
      licence: 'GPL-3.0-only',
      reason: 'Used as a separate program.',
      expiresAt: end.toISOString(),
      ...over,
    })
  test('counts until the instant it expires', async () => {
    const { artifactId, digest } = await scannedArtifact(tenant, [deniedLicence('readline-a')])
    expect((await gate(digest)).rules).toEqual(['artifact.licences'])
    const end = inTenDays()
    const { id } = await waive('readline-a', {}, end)
    expect((await listFindings(tenant.auditor, { artifactId })).findings).toMatchObject([{ waiverId: id }])
    const passed = await gate(digest, new Date(end.getTime() - 1))
    expect(passed).toMatchObject({
      rules: [],
      artifact: { deniedLicences: 0, raw: { deniedLicences: 1 }, waivers: [id] },
    })
    expect((await gate(digest, end)).rules).toEqual(['artifact.licences'])
  })
  test.each([
    ['another version', { version: '2.0.0' }],
    ['another licence', { licence: 'AGPL-3.0-only' }],
  ])('of %s does not cover it', async (_name, over) => {
    const component = `readline-${newId('waiver').slice(-6)}`
    const { digest } = await scannedArtifact(tenant, [deniedLicence(component)])
    await waive(component, over)
    expect((await gate(digest)).rules).toEqual(['artifact.licences'])
    await waive(component, { version: '1.0.0' })
    expect((await gate(digest)).rules).toEqual([])
  })
  test('no longer counts from its revocation on, and cannot end twice', async () => {
    const { digest } = await scannedArtifact(tenant, [deniedLicence('readline-b')])
    const { id } = await waive('readline-b')
    expect((await gate(digest)).rules).toEqual([])
    await revokeWaiver(tenant.approver, { id, reason: 'A replacement is there.' })
    expect((await gate(digest)).rules).toEqual(['artifact.licences'])
    await expect(revokeWaiver(tenant.approver, { id, reason: 'Again.' })).rejects.toMatchObject({
      code: 'invalid_state',
    })
    expect((await listWaivers(tenant.auditor)).waivers.find((row) => row.id === id)).toMatchObject({ state: 'revoked' })
  })
  test('is an approver’s to give, and not for what they built', async () => {
    const both = await tenant.member('engineer', 'approver')
    await scannedArtifact(tenant, [deniedLicence('readline-c')], both.userId)
    const input = {
      component: 'readline-c',
      licence: 'GPL-3.0-only',
      reason: 'Ours.',
      expiresAt: inTenDays().toISOString(),
    }
    for (const actor of [tenant.engineer, tenant.admin, tenant.auditor, both]) {
      await expect(grantWaiver(actor, input)).rejects.toMatchObject({ code: 'forbidden' })
    }
  })
  test('is the tenant’s own', async () => {
    const { id } = await waive('readline-d')
    const other = await makeTenant()
    await makeTenantRules(other.id)
    const { digest } = await scannedArtifact(other, [deniedLicence('readline-d')])
    expect((await gate(digest, new Date(), declaredAs('gated'), other)).rules).toEqual(['artifact.licences'])
    expect((await listWaivers(other.auditor)).waivers).toEqual([])
    await expect(revokeWaiver(other.approver, { id, reason: 'Not mine.' })).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('limits', () => {
  test('of the place and its data decide, and only a platform admin sets them', async () => {
    const own = await makeTenant()
    await makeTenantRules(own.id)
    const { digest } = await scannedArtifact(own, [
      vulnerability('GHSA-5', 'critical'),
      vulnerability('GHSA-6', 'medium'),
    ])
    const ask = (classification: 'internal' | 'public') =>
      gate(digest, new Date(), declaredAs('gated', { data_classification: classification }), own)
    expect((await ask('internal')).rules).toEqual(['artifact.critical'])
    const limit = { environment: 'dev', classification: 'public', critical: 1, high: 5, medium: 0 } as const
    await expect(setLimit(own.admin, limit)).rejects.toMatchObject({ code: 'forbidden' })
    await setLimit({ ...own.admin, platformAdmin: true }, limit)
    expect((await ask('internal')).rules).toEqual(['artifact.critical'])
    expect(await ask('public')).toMatchObject({ rules: ['artifact.medium'], limits: { critical: 1, medium: 0 } })
  })
  test('ask for every licence to be judged: a whole system’s is judged at once', async () => {
    const own = await makeTenant()
    await makeTenantRules(own.id)
    const unread = { ...deniedLicence('Debian', 'several'), severity: 'low' as const }
    const { artifactId, digest } = await scannedArtifact(own, [unread])
    const before = await db.scan.findFirst({ where: { tenantId: own.id, artifactId } })
    const summary = { ...(before?.summary as object), licencesToReview: 40 }
    const again = { tenantId: own.id, id: newId('scan'), artifactId, dataset: {}, sbom: {}, summary }
    await db.scan.create({ data: { ...again, at: new Date(Date.now() + SECOND) } })
    await setLimit({ ...own.admin, platformAdmin: true }, { critical: 0, high: 5, licences: 'review' })
    const ask = () => gate(digest, new Date(), declaredAs('gated'), own)
    expect(await ask()).toMatchObject({ rules: ['artifact.licences_unread'], artifact: { reviewLicences: 1 } })
    const ids = Object.values(await findingIds(own, artifactId))
    await triageFindings(own.approver, { findingIds: ids, status: 'false_positive', reason: 'Read: all permit it.' })
    expect(await ask()).toMatchObject({ rules: [], artifact: { reviewLicences: 0, raw: { reviewLicences: 40 } } })
  })
  test('of one tenant are not another’s', async () => {
    const one = await makeTenant()
    await setLimit({ ...one.admin, platformAdmin: true }, { critical: 9, high: 9 })
    const other = await makeTenant()
    await makeTenantRules(other.id)
    const { digest } = await scannedArtifact(other, [vulnerability('GHSA-7', 'critical')])
    expect((await gate(digest, new Date(), declaredAs('gated'), other)).rules).toEqual(['artifact.critical'])
  })
})

test('a denial at this gate is evidence that says which gate, which rules and why', async () => {
  const own = await makeTenant()
  await makeTenantRules(own.id)
  const { digest } = await scannedArtifact(own, [vulnerability('GHSA-8', 'critical'), deniedLicence()])
  await gate(digest, new Date(), declaredAs('gated'), own)
  const row = await db.evidence.findFirst({ where: { tenantId: own.id, kind: 'policy.denied' } })
  expect(row?.sentence).toBe(
    'Policy denied gated at the deploy gate by artifact.critical, artifact.licences: Critical vulnerabilities that count: 1. At most 0 may go to dev.',
  )
})

test('findings that cannot be read count as the scan’s figures say', async () => {
  const { artifactId, digest } = await scannedArtifact(tenant, [])
  const summary = { ...((await db.scan.findFirst({ where: { tenantId: tenant.id, artifactId } }))?.summary as object) }
  const vulnerabilities = { critical: 3, high: 0, medium: 0, low: 0, unknown: 0 }
  const data = { tenantId: tenant.id, id: newId('scan'), artifactId, dataset: {}, sbom: {} }
  await db.scan.create({
    data: { ...data, summary: { ...summary, vulnerabilities }, at: new Date(Date.now() + SECOND) },
  })
  expect(await gate(digest)).toMatchObject({ rules: ['artifact.critical'], artifact: { critical: 3 } })
})
