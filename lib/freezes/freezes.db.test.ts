import { beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '../clock.ts'
import { db, transaction, unsafeDb } from '../db/client.ts'
import type { Environment } from '../db/generated/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { changeEnvironment } from '../environments/change-environment.ts'
import { newId } from '../ids.ts'
import { makePlatformRules } from '../policy/testing/rules.ts'
import { makeVersion, placeRunner, type TestVersion } from '../promotions/testing/placed-runner.ts'
import { deployManifest } from '../provisioning/deploy-manifest.ts'
import { addWindow } from './add-window.ts'
import { blockedBy } from './blocked-by.ts'
import { createFreeze } from './create-freeze.ts'
import { liftFreeze } from './lift-freeze.ts'
import { listFreezes, listWindows } from './queries.ts'
import { removeWindow } from './remove-window.ts'
import { nextStartOf, timingFacts } from './timing-facts.ts'

let tenant: TestTenant
let other: TestTenant
let root: TestTenant['admin']
let dev: Environment
let prod: Environment
let version: TestVersion

const noon = new Date('2026-12-20T12:00:00Z')
const clock = fixedClock(noon)

beforeAll(async () => {
  dev = await makePlatformRules()
  prod = await unsafeDb.environment.create({ data: { id: newId('environment'), name: 'prod', rank: 3 } })
  tenant = await makeTenant()
  other = await makeTenant()
  root = { ...(await makeTenant('platform')).admin, platformAdmin: true }
  version = await makeVersion(tenant.id, 'orders')
})

const facts = (at: Date, environment = prod, tenantId = tenant.id) =>
  transaction((tx) => timingFacts(tx, { tenantId, declared: version.declared, environment, at }))
const freeze = (over: object = {}, actor = tenant.admin) =>
  createFreeze(
    actor,
    {
      environment: 'prod',
      startsAt: '2026-12-24T00:00:00Z',
      endsAt: '2026-12-27T00:00:00Z',
      reason: 'Year-end closing',
      ...over,
    },
    clock,
  )
const lift = async (id: string, actor = tenant.admin) => liftFreeze(actor, { id, reason: 'It is over.' })

describe('a freeze', () => {
  test('is in force from its start until just before its end, in its scope and tenant', async () => {
    const { id } = await freeze({ class: 'serverless' })
    const said = [{ id, reason: 'Year-end closing', until: '2026-12-27T00:00:00.000Z' }]
    expect(await facts(new Date('2026-12-23T23:59:59.999Z'))).toEqual({})
    expect(await facts(new Date('2026-12-24T00:00:00.000Z'))).toEqual({ freezes: said })
    expect(await facts(new Date('2026-12-26T23:59:59.999Z'))).toEqual({ freezes: said })
    expect(await facts(new Date('2026-12-27T00:00:00.000Z'))).toEqual({})
    expect(await facts(new Date('2026-12-25T00:00:00.000Z'), dev)).toEqual({})
    expect(await facts(new Date('2026-12-25T00:00:00.000Z'), prod, other.id)).toEqual({})
    await lift(id)
    expect(await facts(new Date('2026-12-25T00:00:00.000Z'))).toEqual({})
    await expect(lift(id)).rejects.toMatchObject({ code: 'invalid_state' })
  })

  test('of another class does not bear on this one', async () => {
    const { id } = await freeze({ class: 'container' })
    expect(await facts(new Date('2026-12-25T00:00:00Z'))).toEqual({})
    await lift(id)
  })

  test('of every tenant is the platform’s alone to announce and to lift', async () => {
    await expect(freeze({ everyTenant: true })).rejects.toMatchObject({ code: 'forbidden' })
    const { id } = await freeze({ everyTenant: true }, root)
    for (const tenantId of [tenant.id, other.id]) {
      expect((await facts(new Date('2026-12-25T00:00:00Z'), prod, tenantId)).freezes).toHaveLength(1)
    }
    await expect(lift(id)).rejects.toMatchObject({ code: 'forbidden' })
    await lift(id, root)
  })

  test('tells those it concerns, with evidence', async () => {
    const { id } = await freeze({ environment: undefined })
    const news = await db.notification.findMany({ where: { tenantId: tenant.id, subjectIds: { has: id } } })
    expect(news.map(({ userId }) => userId).sort()).toEqual([tenant.engineer.userId, tenant.approver.userId].sort())
    expect(news[0]).toMatchObject({ kind: 'freeze_announced', link: `/freezes?open=${id}` })
    const evidence = await db.evidence.findFirst({
      where: { tenantId: tenant.id, kind: 'freeze.announced' },
      orderBy: { id: 'desc' },
    })
    expect(evidence?.sentence).toContain('A freeze of every environment was announced')
    await lift(id)
  })

  test('lists what it stops: what is under way, what waits, and what is ready to go on', async () => {
    await placeRunner(tenant.id, dev, version)
    const open = await deployManifest(tenant.engineer, { manifestVersionId: version.versionId, environment: 'prod' })
    const { id } = await freeze()
    const blocked = await blockedBy(tenant.engineer, id)
    expect(blocked?.deployments.map((row) => row.id)).toEqual([open.id])
    expect(blocked?.promotions).toMatchObject([{ name: 'orders', from: 'dev', to: { name: 'prod' } }])
    expect(await blockedBy(other.engineer, id)).toBeUndefined()
    await lift(id)
  })

  test.each([
    ['that ends before it begins', { endsAt: '2026-12-23T00:00:00Z' }],
    ['that is over', { startsAt: '2026-12-01T00:00:00Z', endsAt: '2026-12-02T00:00:00Z' }],
    ['that lasts for years', { endsAt: '2029-01-01T00:00:00Z' }],
  ])('%s is refused', async (_name, over) => {
    await expect(freeze(over)).rejects.toMatchObject({ code: 'invalid_input' })
  })

  test('is neither announced nor lifted by who may not, and not found by another tenant', async () => {
    await expect(freeze({}, tenant.engineer)).rejects.toMatchObject({ code: 'forbidden' })
    const { id } = await freeze()
    await expect(lift(id, tenant.approver)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(lift(id, other.admin)).rejects.toMatchObject({ code: 'not_found' })
    expect((await listFreezes(other.engineer)).freezes.map((row) => row.id)).not.toContain(id)
    await lift(id)
  })

  test('is listed newest first, its own and the platform’s, page by page', async () => {
    const all = (await listFreezes(tenant.engineer)).freezes.map(({ id }) => id)
    expect(all).toEqual([...all].sort().reverse())
    const first = await listFreezes(tenant.engineer, { limit: 2 })
    const second = await listFreezes(tenant.engineer, { limit: 2, cursor: first.next })
    expect([...first.freezes, ...second.freezes].map(({ id }) => id)).toEqual(all.slice(0, 4))
  })
})

describe('a window', () => {
  test('opens an environment at its times only, and the next start knows freezes, too', async () => {
    const times = { environment: 'prod', days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00', timezone: 'Europe/Madrid' }
    const { id } = await addWindow(root, times)
    // 20 December 2026 is a Sunday.
    expect((await facts(noon)).window).toEqual({ open: false, opensAt: '2026-12-21T08:00:00.000Z' })
    expect((await facts(new Date('2026-12-21T08:00:00Z'))).window?.open).toBe(true)
    expect(await facts(noon, dev)).toEqual({})
    const frozen = await freeze({ startsAt: '2026-12-21T00:00:00Z', endsAt: '2026-12-21T18:00:00Z' })
    const where = { tenantId: tenant.id, declared: version.declared, environment: prod, at: noon }
    expect((await transaction((tx) => nextStartOf(tx, where)))?.toISOString()).toBe('2026-12-22T08:00:00.000Z')
    await lift(frozen.id)
    expect(await listWindows(tenant.engineer)).toHaveLength(1)
    await removeWindow(root, { id })
    await expect(removeWindow(root, { id })).rejects.toMatchObject({ code: 'not_found' })
    expect(await facts(noon)).toEqual({})
  })

  test('needs a time zone that exists, and a platform admin', async () => {
    const times = { environment: 'prod', days: [1], from: '09:00', to: '17:00', timezone: 'Europe/Madird' }
    await expect(addWindow(root, times)).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(addWindow(tenant.admin, { ...times, timezone: 'UTC' })).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('the gates of an environment', () => {
  const gates = { approvalsRequired: 1, requirePrevious: true, soakMinutes: 60, verificationRuns: 3 }

  test('are changed by a platform admin, with what was before', async () => {
    await changeEnvironment(root, { name: 'prod', ...gates, variables: { PLACE: 'prod' } })
    const evidence = await db.evidence.findFirst({ where: { tenantId: root.tenantId, kind: 'environment.changed' } })
    expect(evidence?.sentence).toBe(
      'The gates of prod were changed: approvalsRequired, requirePrevious, soakMinutes, verificationRuns, variables.',
    )
    // The same once more is no change.
    await changeEnvironment(root, { name: 'prod', ...gates })
    expect(await db.evidence.count({ where: { tenantId: root.tenantId, kind: 'environment.changed' } })).toBe(1)
  })

  test('are not changed by others, and the lowest one comes after nothing', async () => {
    await expect(changeEnvironment(tenant.admin, { name: 'prod', ...gates })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(changeEnvironment(root, { name: 'dev', ...gates })).rejects.toMatchObject({ code: 'invalid_state' })
    await expect(changeEnvironment(root, { name: 'nowhere', ...gates })).rejects.toMatchObject({ code: 'not_found' })
  })
})
