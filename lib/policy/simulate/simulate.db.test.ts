import { beforeAll, describe, expect, test } from 'vitest'
import { estimateInput } from '../../cost/testing/inputs.ts'
import { db, transaction } from '../../db/client.ts'
import type { Environment } from '../../db/generated/client.ts'
import { makeTenant, type TestTenant } from '../../db/testing/world.ts'
import { newId } from '../../ids.ts'
import { decidePolicy } from '../decide-policy.ts'
import { standingParts } from '../matrix/standing-parts.ts'
import { makePlatformRules, makeRunner, makeTenantRules } from '../testing/rules.ts'
import { keepChanges } from './keep-changes.ts'
import { openMatters } from './open-matters.ts'
import { type SimulatedChange, simulateDraft } from './simulate-draft.ts'

let environment: Environment
let tenant: TestTenant

beforeAll(async () => {
  environment = await makePlatformRules()
  tenant = await makeTenant()
  await makeTenantRules(tenant.id, { maxRunners: 30, maxConcurrency: 400 })
})

/** A deployment in a state, with the decision that let it go on. */
async function deployment(status: 'queued' | 'running' | 'waiting_approval' | 'scheduled' | 'succeeded' | 'failed') {
  const { manifest } = estimateInput({ class: 'serverless' })
  const declared = { ...manifest, metadata: { ...manifest.metadata, name: `is-${status.replace('_', '-')}` } }
  const { deploymentId, manifestId, runnerId } = await makeRunner(tenant.id, environment, declared)
  const subject = { gate: 'pre_deploy' as const, subjectId: deploymentId, declared, environment, manifestId }
  await transaction((tx) => decidePolicy(tx, tenant.engineer, subject))
  await db.runner.updateMany({ where: { tenantId: tenant.id, id: runnerId }, data: { status: 'destroyed' } })
  await db.deployment.updateMany({ where: { tenantId: tenant.id, id: deploymentId }, data: { status } })
  return deploymentId
}

describe('deployments that have not ended', () => {
  const open = ['queued', 'running', 'waiting_approval', 'scheduled'] as const
  const ids = new Map<string, string>()
  beforeAll(async () => {
    for (const status of [...open, 'succeeded', 'failed'] as const) ids.set(status, await deployment(status))
  })
  test('are asked, those that begin at their time among them, and those that ended are not', async () => {
    const matters = await openMatters(db, tenant.id)
    expect(matters.map(({ id }) => id).sort()).toEqual(open.map((status) => ids.get(status)).sort())
  })
  test('a draft that would refuse a scheduled one says so', async () => {
    const rule = `@id("team.scheduled") @level("hard") @reason("Not {resource.name}.") @remedy("Another name.")
forbid (principal, action == BareCount::Action::"pre_deploy", resource) when { resource.name == "is-scheduled" };`
    const found: SimulatedChange[] = []
    const layer = { scope: 'tenant' as const, scopeTenantId: tenant.id }
    const draft = { ...layer, ...(await standingParts(db, layer)), policies: { 'team.scheduled': rule } }
    const looked: Record<string, number> = {}
    await simulateDraft(db, draft, {
      found: (change) => found.push(change),
      looked: (kind, count) => {
        looked[kind] = (looked[kind] ?? 0) + count
      },
    })
    expect(looked).toMatchObject({ runner: 0, deployment: 4 })
    expect(found).toMatchObject([
      {
        kind: 'deployment',
        subjectId: ids.get('scheduled'),
        allowedBefore: true,
        allowedAfter: false,
        added: ['team.scheduled'],
        reason: 'Not is-scheduled.',
      },
    ])
  })
})

test('changes are kept as they were found, in their order', async () => {
  const [tenantId, draftId, simulationId] = [tenant.id, newId('policyDraft'), newId('simulation')]
  await db.policyDraft.create({
    data: {
      tenantId,
      id: draftId,
      scope: 'tenant',
      scopeTenantId: tenantId,
      title: 't',
      policies: {},
      createdById: 'usr_test',
    },
  })
  await db.policySimulation.create({ data: { tenantId, id: simulationId, draftId, revision: 1 } })
  const change = (name: string, over: Partial<SimulatedChange> = {}): SimulatedChange => ({
    kind: 'runner',
    tenantId: 'ten_other',
    tenantSlug: 'other',
    subjectId: `run_${name}`,
    name,
    environment: 'dev',
    gate: 'run',
    allowedBefore: true,
    allowedAfter: false,
    added: ['a.b', 'c.d'],
    removed: [],
    reason: 'It says “no”, \\ and \'so\' on; {"a": 1}.',
    ...over,
  })
  const changes = [change('z'), change('a', { gate: 'pre_deploy', added: [], removed: ['e.f'], reason: '' })]
  await keepChanges(db, { tenantId, simulationId }, [])
  await keepChanges(db, { tenantId, simulationId }, changes)
  const rows = await db.policySimulationChange.findMany({
    where: { tenantId, simulationId },
    orderBy: { seq: 'asc' },
    omit: { simulationId: true },
  })
  expect(rows).toEqual(
    changes.map((kept, index) => ({ ...kept, tenantId, subjectTenantId: 'ten_other', seq: index + 1 })),
  )
})
