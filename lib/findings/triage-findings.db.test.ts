import { beforeAll, describe, expect, test } from 'vitest'
import { db } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { getFinding } from './get-finding.ts'
import { listFindings } from './queries.ts'
import type { TriageInput } from './schema.ts'
import { findingIds, runnerWith, scanAgain, scannedArtifact, vulnerability } from './testing/scanned-runner.ts'
import { triageFindings } from './triage-findings.ts'

let tenant: TestTenant
beforeAll(async () => {
  tenant = await makeTenant()
})

const later = (days: number) => new Date(Date.now() + days * 24 * 3600_000).toISOString()
const accepted = (findingId: string, over: Partial<TriageInput> = {}): TriageInput => ({
  findingIds: [findingId],
  status: 'accepted',
  reason: 'The page is not reachable from outside.',
  expiresAt: later(10),
  ...over,
})
const statusesOf = async (artifactId: string) => {
  const { findings } = await listFindings(tenant.auditor, { artifactId })
  return Object.fromEntries(findings.map(({ rule, status }) => [rule, status]))
}
const idOf = async (artifactId: string, rule: string) => (await findingIds(tenant, artifactId))[rule] ?? ''

test('what is said is kept, shown, and evidence; undoing it is one more entry', async () => {
  const { artifactId, digest } = await scannedArtifact(tenant, [vulnerability('GHSA-1', 'critical')])
  const id = await idOf(artifactId, 'GHSA-1')
  await triageFindings(tenant.engineer, { findingIds: [id], status: 'in_triage', reason: 'Looking at it.' })
  await triageFindings(tenant.approver, accepted(id))
  expect(await statusesOf(artifactId)).toEqual({ 'GHSA-1': 'accepted' })
  await triageFindings(tenant.engineer, { findingIds: [id], status: 'open', reason: 'It is reachable after all.' })
  const { status, history } = await getFinding(tenant.auditor, id)
  expect(status).toBe('open')
  expect(history.map((entry) => [entry.status, entry.byLabel])).toEqual([
    ['open', tenant.engineer.label],
    ['accepted', tenant.approver.label],
    ['in_triage', tenant.engineer.label],
  ])
  const evidence = await db.evidence.findMany({
    where: { tenantId: tenant.id, kind: 'finding.triaged' },
    orderBy: { id: 'asc' },
    select: { sentence: true, actorId: true },
  })
  expect(evidence.map(({ sentence }) => sentence)).toEqual([
    `GHSA-1 in jquery went from open to in triage for artifact ${digest.slice(7, 19)}: Looking at it.`,
    `GHSA-1 in jquery went from in triage to accepted for artifact ${digest.slice(7, 19)}: The page is not reachable from outside.`,
    `GHSA-1 in jquery went from accepted to open for artifact ${digest.slice(7, 19)}: It is reachable after all.`,
  ])
})

test('one said of every artifact covers those to come, and the newest word counts', async () => {
  const rule = 'GHSA-everywhere'
  const one = await scannedArtifact(tenant, [vulnerability(rule, 'high')])
  const { covers } = await triageFindings(
    tenant.approver,
    accepted(await idOf(one.artifactId, rule), { scope: 'tenant' }),
  )
  expect(covers).toBe(1)
  const two = await scannedArtifact(tenant, [vulnerability(rule, 'high'), vulnerability('GHSA-other', 'high')])
  expect(await statusesOf(two.artifactId)).toEqual({ [rule]: 'accepted', 'GHSA-other': 'open' })
  await triageFindings(tenant.engineer, {
    findingIds: [await idOf(two.artifactId, rule)],
    status: 'will_fix',
    reason: 'Here it matters.',
  })
  expect(await statusesOf(two.artifactId)).toMatchObject({ [rule]: 'will_fix' })
  expect(await statusesOf(one.artifactId)).toEqual({ [rule]: 'accepted' })
})

test('what a scan no longer finds is resolved, and is as it was when it comes back', async () => {
  const both = [vulnerability('GHSA-stays', 'high'), vulnerability('GHSA-goes', 'high')]
  const artifact = await scannedArtifact(tenant, both)
  const { artifactId } = artifact
  const id = await idOf(artifactId, 'GHSA-goes')
  await triageFindings(tenant.engineer, { findingIds: [id], status: 'will_fix', reason: 'Next week.' })
  await scanAgain(tenant, artifact, both.slice(0, 1))
  expect(await statusesOf(artifactId)).toEqual({ 'GHSA-stays': 'open' })
  expect((await listFindings(tenant.auditor, { artifactId, status: 'resolved' })).findings).toMatchObject([{ id }])
  await scanAgain(tenant, artifact, [both[0] as never, vulnerability('GHSA-goes', 'critical')])
  const [worse] = (await listFindings(tenant.auditor, { artifactId })).findings
  expect(worse).toMatchObject({ id, severity: 'critical', status: 'will_fix', resolvedAt: null })
})

describe('who may say what', () => {
  const refused = { code: 'forbidden' }
  test.each(['accepted', 'not_affected', 'false_positive'] as const)('%s takes an approver', async (status) => {
    const { artifactId } = await scannedArtifact(tenant, [vulnerability('GHSA-2', 'critical')])
    const id = await idOf(artifactId, 'GHSA-2')
    const justification = status === 'not_affected' ? { justification: 'code_not_reachable' as const } : {}
    const said = accepted(id, { status, ...justification })
    for (const actor of [tenant.engineer, tenant.admin, { ...tenant.engineer, platformAdmin: true }]) {
      await expect(triageFindings(actor, said)).rejects.toMatchObject(refused)
    }
    expect(await statusesOf(artifactId)).toEqual({ 'GHSA-2': 'open' })
    await triageFindings(tenant.approver, said)
    expect(await statusesOf(artifactId)).toEqual({ 'GHSA-2': status })
  })
  test('an auditor only reads', async () => {
    const { artifactId } = await scannedArtifact(tenant, [vulnerability('GHSA-3', 'low')])
    const said = { findingIds: [await idOf(artifactId, 'GHSA-3')], status: 'in_triage' as const, reason: 'Mine now.' }
    await expect(triageFindings(tenant.auditor, said)).rejects.toMatchObject(refused)
  })
  test('a token needs the scope, whatever its owner may do', async () => {
    const { artifactId } = await scannedArtifact(tenant, [vulnerability('GHSA-3b', 'low')])
    const said = accepted(await idOf(artifactId, 'GHSA-3b'))
    const token = { ...tenant.approver, kind: 'token' as const, scopes: ['finding:triage' as const] }
    await expect(triageFindings(token, said)).rejects.toMatchObject(refused)
  })
  test('nobody excuses what they built or requested, not even as an approver, nor through the whole tenant', async () => {
    const both = await tenant.member('engineer', 'approver')
    const built = await scannedArtifact(tenant, [vulnerability('GHSA-4', 'critical')], both.userId)
    const requested = await scannedArtifact(tenant, [vulnerability('GHSA-5', 'critical')])
    await runnerWith(tenant, requested.digest, both.userId)
    const somebodyElses = await scannedArtifact(tenant, [vulnerability('GHSA-5', 'critical')])
    for (const said of [
      accepted(await idOf(built.artifactId, 'GHSA-4')),
      accepted(await idOf(requested.artifactId, 'GHSA-5')),
      accepted(await idOf(somebodyElses.artifactId, 'GHSA-5'), { scope: 'tenant' }),
    ]) {
      await expect(triageFindings(both, said)).rejects.toMatchObject(refused)
    }
    await triageFindings(both, accepted(await idOf(somebodyElses.artifactId, 'GHSA-5')))
    expect(await statusesOf(somebodyElses.artifactId)).toEqual({ 'GHSA-5': 'accepted' })
  })
})

test.each([
  ['an acceptance without an end', { expiresAt: undefined }, /ends some day/],
  ['an end that is past', { expiresAt: later(-1) }, /ended already/],
  ['an end years away', { expiresAt: later(800) }, /At most 366 days/],
  ['no reason', { reason: ' ' }, /Say why/],
  ['not affected without a why', { status: 'not_affected' }, /why the artifact is not affected/],
  ['a justification for something else', { justification: 'code_not_present' }, /not affected/],
] as const)('%s is refused', async (_name, over, message) => {
  const { artifactId } = await scannedArtifact(tenant, [vulnerability('GHSA-6', 'high')])
  const { expiresAt, ...rest } = accepted(await idOf(artifactId, 'GHSA-6'), over as Partial<TriageInput>)
  const said = { ...rest, ...(expiresAt ? { expiresAt } : {}) }
  await expect(triageFindings(tenant.approver, said)).rejects.toThrow(message)
})

test('what was said cannot be changed or taken back by anybody with the application’s rights', async () => {
  const { artifactId } = await scannedArtifact(tenant, [vulnerability('GHSA-7', 'high')])
  const said = { findingIds: [await idOf(artifactId, 'GHSA-7')], status: 'in_triage' as const, reason: 'Mine.' }
  const { triageIds } = await triageFindings(tenant.engineer, said)
  const where = { tenantId: tenant.id, id: triageIds[0] ?? '' }
  await expect(db.triage.updateMany({ where, data: { reason: 'Never said.' } })).rejects.toThrow(/denied|append-only/)
  await expect(db.triage.deleteMany({ where })).rejects.toThrow(/denied|append-only/)
})

test('another tenant neither sees nor says anything', async () => {
  const other = await makeTenant()
  const { artifactId } = await scannedArtifact(tenant, [vulnerability('GHSA-8', 'high')])
  const id = await idOf(artifactId, 'GHSA-8')
  await expect(getFinding(other.auditor, id)).rejects.toMatchObject({ code: 'not_found' })
  await expect(triageFindings(other.approver, accepted(id))).rejects.toMatchObject({ code: 'not_found' })
  expect((await listFindings(other.auditor)).findings).toEqual([])
  const mine = await scannedArtifact(other, [vulnerability('GHSA-8', 'high')])
  await triageFindings(
    other.approver,
    accepted((await findingIds(other, mine.artifactId))['GHSA-8'] ?? '', { scope: 'tenant' }),
  )
  expect(await statusesOf(artifactId)).toEqual({ 'GHSA-8': 'open' })
})

test('the list pages by severity and age, and every filter narrows it', async () => {
  const own = await makeTenant()
  const rules = ['GHSA-m', 'GHSA-c', 'GHSA-h1', 'GHSA-h2'] as const
  const { artifactId, digest } = await scannedArtifact(own, [
    vulnerability('GHSA-m', 'medium'),
    vulnerability('GHSA-c', 'critical', 'lodash'),
    vulnerability('GHSA-h1', 'high'),
    vulnerability('GHSA-h2', 'high'),
  ])
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await listFindings(own.auditor, { cursor, limit: 1 })
    seen.push(...page.findings.map(({ rule }) => rule))
    cursor = page.next
  } while (cursor)
  expect(seen).toEqual(['GHSA-c', 'GHSA-h1', 'GHSA-h2', 'GHSA-m'])
  const ids = await findingIds(own, artifactId)
  await triageFindings(own.approver, accepted(ids['GHSA-h1'] ?? ''))
  const listed = async (filters: Parameters<typeof listFindings>[1]) =>
    (await listFindings(own.auditor, filters)).findings.map(({ rule }) => rule)
  expect(await listed({ severity: 'medium' })).toEqual(['GHSA-m'])
  expect(await listed({ component: 'lodash' })).toEqual(['GHSA-c'])
  expect(await listed({ q: 'ghsa-H' })).toEqual(['GHSA-h1', 'GHSA-h2'])
  expect(await listed({ kind: 'secret' })).toEqual([])
  expect(await listed({ status: 'accepted' })).toEqual(['GHSA-h1'])
  expect(await listed({ status: 'decided' })).toEqual(['GHSA-h1'])
  expect(await listed({ status: 'stale' })).toEqual([])
  expect(await listed({ status: 'open' })).toEqual(['GHSA-c', 'GHSA-h2', 'GHSA-m'])
  expect(await listed({ live: 'yes' })).toEqual([])
  await runnerWith(own, digest)
  expect(await listed({ live: 'yes' })).toHaveLength(rules.length)
  await expect(listFindings(own.auditor, { cursor: 'nonsense' })).rejects.toMatchObject({ code: 'invalid_input' })
})

test('what is in triage for more than a month is found', async () => {
  const own = await makeTenant()
  const { artifactId } = await scannedArtifact(own, [vulnerability('GHSA-old', 'high')])
  const id = (await findingIds(own, artifactId))['GHSA-old'] ?? ''
  const then = new Date(Date.now() - 31 * 24 * 3600_000)
  const said = { findingIds: [id], status: 'in_triage' as const, reason: 'Looking at it.' }
  await triageFindings(own.engineer, said, { now: () => then })
  expect((await listFindings(own.auditor, { status: 'stale' })).findings).toMatchObject([{ id }])
})
