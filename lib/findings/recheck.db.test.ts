import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { importAdvisories } from '../advisories/import-advisories.ts'
import { writeOsvZip } from '../advisories/testing/osv-zip-file.ts'
import { getArtifact, getAttestation } from '../artifacts/queries.ts'
import { installationSigner } from '../artifacts/sign/key-file.ts'
import { predicateTypes } from '../artifacts/sign/statement.ts'
import { verifyBundle } from '../artifacts/sign/verify-bundle.ts'
import { temporaryHome } from '../artifacts/testing/temp-home.ts'
import { db, transaction, unsafeDb } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { newId } from '../ids.ts'
import { markRead } from '../notifications/mark-read.ts'
import { listNotifications } from '../notifications/queries.ts'
import { decidePolicy } from '../policy/decide-policy.ts'
import { endExcuses } from './end-excuses.ts'
import { grantWaiver } from './grant-waiver.ts'
import { recheckArtifact } from './recheck-artifact.ts'
import { type Recheck, recheckLive } from './recheck-live.ts'
import { rescanArtifact } from './rescan-artifact.ts'
import {
  deniedLicence,
  findingIds,
  firstEnvironment,
  madeOf,
  runnerWith,
  scannedArtifact,
  vulnerability,
} from './testing/scanned-runner.ts'
import { triageFindings } from './triage-findings.ts'

const home = temporaryHome()
const tenDays = 10 * 24 * 3600_000

beforeAll(() => firstEnvironment())

/** Imports one critical advisory about a package, as a platform admin does. */
async function importCritical(tenant: TestTenant, id: string, name: string): Promise<void> {
  const file = path.join(home, `${id}.zip`)
  const ranges = [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '9.0.0' }] }]
  const affected = [{ package: { ecosystem: 'npm', name }, ranges }]
  const severity = { database_specific: { severity: 'CRITICAL' } }
  await writeOsvZip(file, [
    { id, modified: '2026-01-01T00:00:00Z', summary: `${name} is broken`, affected, ...severity },
  ])
  await importAdvisories(
    { ...tenant.admin, platformAdmin: true },
    { source: id.toLowerCase(), file, completeFor: ['npm'] },
  )
}

/** As the worker does it, without one. */
const recheckAll = (recheck: Recheck) => recheckLive(recheck, (_name, work) => work())
const newData: Recheck = { rescan: true, why: 'new vulnerability data arrived' }

const verdictsOf = async ({ id }: TestTenant) => {
  const rows = await db.evidence.findMany({
    where: { tenantId: id, kind: 'artifact.verdict_changed' },
    orderBy: { id: 'asc' },
    select: { result: true, sentence: true, runnerId: true },
  })
  return rows
}
const newName = () => `pkg-${newId('run').slice(-8).toLowerCase()}`

test('new data about what runs is a new scan, a statement, a changed verdict and news, each once', async () => {
  const tenant = await makeTenant()
  const name = newName()
  const { artifactId, digest } = await scannedArtifact(tenant, [deniedLicence()])
  await grantWaiver(tenant.approver, {
    component: 'readline',
    licence: 'GPL-3.0-only',
    reason: 'A separate program.',
    expiresAt: new Date(Date.now() + tenDays).toISOString(),
  })
  await madeOf(tenant, artifactId, `${name}@1.0.0`)
  const runnerId = await runnerWith(tenant, digest)
  await recheckAll(newData)
  expect(await verdictsOf(tenant)).toEqual([])

  await importCritical(tenant, `GHSA-${name}`, name)
  const queued = await unsafeDb.$queryRaw<{ name: string }[]>`
    select name from dbos.workflow_status where name = 'reevaluate' and status = 'ENQUEUED'`
  expect(queued).not.toEqual([])
  await Promise.all([recheckAll(newData), recheckAll(newData)])
  await recheckAll(newData)

  const artifact = await getArtifact(tenant.auditor, artifactId)
  expect(artifact.scan).toMatchObject({ summary: { vulnerabilities: { critical: 1 }, deniedLicences: 1 } })
  expect(artifact.scan?.findings.map(({ rule }) => rule)).toEqual([`GHSA-${name}`, 'GPL-3.0-only'])
  expect(Object.keys(await findingIds(tenant, artifactId)).sort()).toEqual([`GHSA-${name}`, 'GPL-3.0-only'])
  const statement = artifact.attestations.filter((row) => row.predicateType === predicateTypes.vulnerabilities).at(-1)
  const { bundle } = await getAttestation(tenant.auditor, artifactId, statement?.id ?? '')
  const trusted = { trustedKeys: [installationSigner().publicKeyPem], sha256: digest.replace('sha256:', '') }
  expect((await verifyBundle(bundle, trusted)).predicate).toMatchObject({
    scanner: { result: [{ id: `GHSA-${name}` }] },
  })
  expect(await verdictsOf(tenant)).toMatchObject([
    {
      result: 'denied',
      runnerId,
      sentence: expect.stringMatching(
        /would now be denied .* because new vulnerability data arrived; it runs as .* in dev/,
      ),
    },
  ])
  for (const actor of [tenant.engineer, tenant.approver]) {
    const { notifications, unread } = await listNotifications(actor)
    expect(unread).toBe(1)
    expect(notifications).toMatchObject([{ kind: 'verdict_changed', link: `/artifacts/${artifactId}` }])
    expect(notifications[0]?.sentence).toMatch(/would not be deployed today.*Critical vulnerabilities that count: 1/)
  }
  expect((await listNotifications(tenant.auditor)).notifications).toEqual([])
})

test('the same result writes no scan', async () => {
  const tenant = await makeTenant()
  const { artifactId, digest } = await scannedArtifact(tenant, [])
  await madeOf(tenant, artifactId, `${newName()}@1.0.0`)
  await rescanArtifact(tenant.admin, digest)
  const scans = () => db.scan.count({ where: { tenantId: tenant.id, artifactId } })
  const before = await scans()
  expect(await rescanArtifact(tenant.admin, digest)).toBe(false)
  expect(await scans()).toBe(before)
})

test('a triage turns the verdict, and its end turns it back, once and to the instant', async () => {
  const tenant = await makeTenant()
  const { artifactId, digest } = await scannedArtifact(tenant, [vulnerability('GHSA-x', 'critical')])
  await runnerWith(tenant, digest)
  const ofTenant = { tenantId: tenant.id, rescan: false, why: 'findings were triaged' }
  await recheckAll(ofTenant)
  const end = new Date(Date.now() + tenDays)
  await triageFindings(tenant.approver, {
    findingIds: Object.values(await findingIds(tenant, artifactId)),
    status: 'accepted',
    reason: 'Behind a gateway.',
    expiresAt: end.toISOString(),
  })
  await recheckAll(ofTenant)
  expect((await verdictsOf(tenant)).map(({ result }) => result)).toEqual(['denied', 'succeeded'])

  await endExcuses(new Date(end.getTime() - 1))
  expect(await recheckArtifact(tenant.admin, digest, 'time passed', new Date(end.getTime() - 1))).toBe(0)
  await Promise.all([endExcuses(end), endExcuses(end)])
  const told = await db.evidence.findMany({
    where: { tenantId: tenant.id, kind: 'finding.triaged' },
    orderBy: { id: 'asc' },
  })
  expect(told.map(({ sentence }) => sentence)).toEqual([
    expect.stringMatching(/from open to accepted/),
    expect.stringMatching(/from accepted to open .*has ended/),
  ])
  expect(await recheckArtifact(tenant.admin, digest, 'a triage of GHSA-x ended', end)).toBe(1)
  expect(await recheckArtifact(tenant.admin, digest, 'a triage of GHSA-x ended', end)).toBe(0)
  expect((await verdictsOf(tenant)).map(({ result }) => result)).toEqual(['denied', 'succeeded', 'denied'])
  const { notifications } = await listNotifications(tenant.engineer)
  expect(notifications.map(({ kind }) => kind)).toEqual([
    'verdict_changed',
    'triage_ended',
    'verdict_changed',
    'verdict_changed',
  ])
})

test('a waiver that ends is written down once, and what it covered is looked at again', async () => {
  const tenant = await makeTenant()
  const { digest } = await scannedArtifact(tenant, [deniedLicence('gone')])
  await runnerWith(tenant, digest)
  const end = new Date(Date.now() + tenDays)
  const { id } = await grantWaiver(tenant.approver, {
    component: 'gone',
    licence: 'GPL-3.0-only',
    reason: 'Until the replacement is there.',
    expiresAt: end.toISOString(),
  })
  expect(await recheckArtifact(tenant.admin, digest, 'a look', new Date())).toBe(0)
  await Promise.all([endExcuses(end), endExcuses(end)])
  await endExcuses(end)
  const ended = await db.evidence.findMany({ where: { tenantId: tenant.id, kind: 'waiver.ended' } })
  expect(ended).toMatchObject([{ sentence: 'The waiver of GPL-3.0-only for gone was expired.' }])
  const queued = await unsafeDb.$queryRaw<{ id: string }[]>`
    select workflow_uuid as id from dbos.workflow_status where workflow_uuid = ${`recheck:${id}:ended`}`
  expect(queued).toHaveLength(1)
  expect(await recheckArtifact(tenant.admin, digest, 'the waiver ended', end)).toBe(1)
})

test('runners that were destroyed are let be, and those of one artifact are one event', async () => {
  const tenant = await makeTenant()
  const { digest } = await scannedArtifact(tenant, [vulnerability('GHSA-y', 'critical')])
  await runnerWith(tenant, digest)
  await runnerWith(tenant, digest)
  const destroyed = await runnerWith(tenant, digest)
  await db.runner.updateMany({ where: { tenantId: tenant.id, id: destroyed }, data: { status: 'destroyed' } })
  expect(await recheckArtifact(tenant.admin, digest, 'a look')).toBe(2)
  expect(await verdictsOf(tenant)).toMatchObject([{ runnerId: null }])
  const gone = await scannedArtifact(tenant, [vulnerability('GHSA-y', 'critical')])
  expect(await recheckArtifact(tenant.admin, gone.digest, 'a look')).toBe(0)
})

test('a run of what would not be deployed today says so, and runs', async () => {
  const tenant = await makeTenant()
  const { digest } = await scannedArtifact(tenant, [vulnerability('GHSA-z', 'critical')])
  const runnerId = await runnerWith(tenant, digest)
  const run = { gate: 'run', subjectId: newId('run'), runnerId, signatureVerified: true, begins: true } as const
  const ask = async () =>
    (await transaction((tx) => decidePolicy(tx, tenant.engineer, run))).verdict.findings.map(({ id }) => id)
  expect(await ask()).not.toContain('run.undeployable')
  await recheckArtifact(tenant.admin, digest, 'a look')
  expect(await ask()).toContain('run.undeployable')
  await db.runner.updateMany({ where: { tenantId: tenant.id, id: runnerId }, data: { artifactDigest: 'sha256:next' } })
  expect(await ask()).not.toContain('run.undeployable')
})

test('notifications are one’s own, in one tenant', async () => {
  const [tenant, other] = [await makeTenant(), await makeTenant()]
  const { digest } = await scannedArtifact(tenant, [vulnerability('GHSA-n', 'critical')])
  await runnerWith(tenant, digest)
  await recheckArtifact(tenant.admin, digest, 'a look')
  expect((await listNotifications(other.engineer)).notifications).toEqual([])
  const [mine] = (await listNotifications(tenant.engineer)).notifications
  const ids = [mine?.id ?? '']
  expect(await markRead(other.engineer, { ids })).toEqual({ read: 0 })
  expect(await markRead(tenant.approver, { ids })).toEqual({ read: 0 })
  const elsewhere = { ...tenant.engineer, tenantId: other.id, tenantSlug: other.slug }
  expect(await markRead(elsewhere, { ids: 'all' })).toEqual({ read: 0 })
  expect(await markRead(tenant.engineer, { ids })).toEqual({ read: 1 })
  expect(await listNotifications(tenant.engineer)).toMatchObject({ unread: 0, notifications: [{ id: mine?.id }] })
  expect((await listNotifications(tenant.engineer, { unread: 'yes' })).notifications).toEqual([])
  expect((await listNotifications(tenant.approver)).unread).toBe(1)
})

// It changes the platform for everybody, so it comes last.
test('policies that cannot be read change no verdict', async () => {
  const tenant = await makeTenant()
  const { digest } = await scannedArtifact(tenant, [vulnerability('GHSA-p', 'critical')])
  await runnerWith(tenant, digest)
  await unsafeDb.policyVersion.updateMany({ data: { activatedAt: null } })
  await expect(recheckArtifact(tenant.admin, digest, 'a look')).rejects.toMatchObject({ code: 'unavailable' })
  await recheckAll({ tenantId: tenant.id, rescan: false, why: 'a look' })
  expect(await verdictsOf(tenant)).toEqual([])
})
