import { afterAll, beforeEach, expect, test } from 'vitest'
import { db, transaction, unsafeDb } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { newId } from '../ids.ts'
import { listNotifications } from '../notifications/queries.ts'
import { stopTargets } from '../provisioning/targets/targets.ts'
import { startRun } from '../runs/start-run.ts'
import { activeRunner } from '../runs/testing/active-runner.ts'
import { executeRun } from '../runs/testing/execute-run.ts'
import { addUsualRules } from './add-usual-rules.ts'
import { evaluateAlerts } from './evaluate-alerts.ts'
import { forgetPulse } from './pulse/forget-pulse.ts'
import { recordPulse } from './pulse/record-pulse.ts'
import { listAlerts, listRules, listSilences } from './queries.ts'
import { removeRule } from './remove-rule.ts'
import { addRule, changeRule } from './save-rule.ts'
import { MOST_RULES } from './schema.ts'
import { endSilence, silenceAlerts } from './silence-alerts.ts'

afterAll(stopTargets)

let tenant: TestTenant
let runnerId: string
let environmentId: string
/** The time as the worker has it; each look comes a minute after the one before. */
let now: Date
const look = async () => {
  now = new Date(now.getTime() + 60_000)
  await evaluateAlerts(now)
}

beforeEach(async () => {
  // What other tests left has no part in this one.
  await unsafeDb.alertRule.updateMany({ data: { active: false } })
  tenant = await makeTenant()
  runnerId = (await activeRunner(tenant)).runnerId
  environmentId = (await unsafeDb.runner.findFirstOrThrow({ where: { id: runnerId } })).environmentId
  now = new Date()
})

const ended = (status: string, count: number, at = now) =>
  transaction((tx) =>
    recordPulse(
      tx,
      Array.from({ length: count }, () => ({
        tenantId: tenant.id,
        runnerId,
        runnerClass: 'serverless' as const,
        environmentId,
        status,
      })),
      at,
    ),
  )
const told = async (actor = tenant.engineer) => {
  const { notifications } = await listNotifications(actor)
  return notifications.map(({ kind, sentence }) => `${kind} ${sentence}`)
}
const kinds = async () => {
  const rows = await db.evidence.findMany({ where: { tenantId: tenant.id }, orderBy: { id: 'asc' } })
  return rows.map(({ kind }) => kind).filter((kind) => kind.startsWith('alert'))
}
const alerts = async () => (await listAlerts(tenant.auditor)).alerts

test('an error rate opens one alert, moves on with it, and resolves it; people are told twice in all', async () => {
  await addRule(tenant.engineer, { name: 'Fails', kind: 'error_rate', threshold: 20, windowMinutes: 30, leastRuns: 5 })
  await ended('failed', 2)
  await ended('succeeded', 2)
  await ended('denied', 50)
  await look()
  expect(await alerts(), 'four runs are too few, and denied ones are no failures').toEqual([])
  await ended('succeeded', 4)
  await look()
  expect(await alerts()).toMatchObject([{ state: 'open', value: 25, threshold: 20, runnerId, rule: { name: 'Fails' } }])
  await ended('failed', 6)
  await look()
  expect(await alerts()).toMatchObject([{ state: 'open', value: 57.1, worst: 57.1 }])
  now = new Date(now.getTime() + 40 * 60_000)
  await look()
  expect(await alerts()).toMatchObject([{ state: 'resolved', value: 0, worst: 57.1 }])
  expect(await told()).toEqual([
    expect.stringContaining('alert_resolved Fails: over for orders-'),
    expect.stringMatching(
      /alert_opened Fails: 25 % of the runs of orders-\w+ in dev failed in 30 min; the limit is 20 %/,
    ),
  ])
  expect(await told(tenant.approver), 'only who the rule names').toEqual([])
  expect(await kinds()).toEqual(['alert_rule.saved', 'alert.opened', 'alert.resolved'])
})

test('runs that really fail are counted where they end', async () => {
  const failing = await activeRunner(tenant, "export const handler = async () => { throw new Error('no') }")
  await addRule(tenant.engineer, { name: 'Fails', kind: 'error_rate', threshold: 100, leastRuns: 2 })
  for (let i = 0; i < 2; i++) {
    const { id } = await startRun(tenant.engineer, { runnerId: failing.runnerId, origin: 'api' })
    await executeRun(tenant.id, id)
  }
  await look()
  expect(await alerts()).toMatchObject([{ runnerId: failing.runnerId, value: 100 }])
})

test('many workers looking at once open an alert once', async () => {
  await addRule(tenant.engineer, { name: 'Fails', kind: 'error_rate', threshold: 20 })
  await ended('failed', 5)
  now = new Date(now.getTime() + 60_000)
  await Promise.all(Array.from({ length: 6 }, () => evaluateAlerts(now)))
  expect(await alerts()).toHaveLength(1)
  expect(await told()).toHaveLength(1)
})

test('a silenced alert is recorded and told to nobody until the silence is over', async () => {
  const rule = await addRule(tenant.engineer, { name: 'Fails', kind: 'error_rate', threshold: 20, windowMinutes: 600 })
  const endsAt = new Date(now.getTime() + 3600_000).toISOString()
  const { id } = await silenceAlerts(tenant.engineer, { ruleId: rule.id, endsAt, reason: 'A known outage.' })
  await ended('failed', 5)
  await look()
  expect(await alerts()).toMatchObject([{ state: 'open', toldAt: null, silenceId: id }])
  expect(await told()).toEqual([])
  await endSilence(tenant.admin, { id })
  await expect(endSilence(tenant.admin, { id })).rejects.toMatchObject({ code: 'invalid_state' })
  await look()
  expect(await told()).toHaveLength(1)
  expect((await listSilences(tenant.auditor)).silences).toMatchObject([
    { state: 'lifted', rule: 'Fails', reason: 'A known outage.', endedByLabel: tenant.admin.label },
  ])
})

test('a silence ends by itself; what is still open is told then', async () => {
  await addRule(tenant.engineer, { name: 'Fails', kind: 'error_rate', threshold: 20, windowMinutes: 600 })
  const endsAt = new Date(now.getTime() + 150_000).toISOString()
  await silenceAlerts(tenant.engineer, { runnerId, endsAt, reason: 'A known outage.' })
  await ended('failed', 5)
  await look()
  await look()
  expect(await told()).toEqual([])
  await look()
  expect(await told()).toHaveLength(1)
})

test('retries, dead letters, idle hosts and the budget are watched too', async () => {
  await addUsualRules(tenant.engineer)
  expect(await addUsualRules(tenant.engineer)).toEqual({ added: 0 })
  const hour = new Date(now)
  hour.setUTCMinutes(0, 0, 0)
  await unsafeDb.retryHour.create({ data: { tenantId: tenant.id, runnerId, hour, used: 50 } })
  const run = { tenantId: tenant.id, runnerId, environmentId }
  for (let i = 0; i < 10; i++) await deadLetter(run, i)
  await unsafeDb.instance.create({
    data: {
      ...{ tenantId: tenant.id, runnerId, kind: 'host', artifactDigest: 'd', specDigest: 's', spec: {} },
      ...{ id: newId('instance'), status: 'ready', readyAt: new Date(now.getTime() - 25 * 3600_000) },
    },
  })
  const month = now.toISOString().slice(0, 7)
  const used = { tenantId: tenant.id, month, runnerClass: 'serverless', environmentId } as const
  await unsafeDb.usageMonth.create({ data: { ...used, costMicros: 2_000_000n } })
  await unsafeDb.quota.create({ data: { tenantId: tenant.id, scope: 'tenant', monthlyBudget: 2_000_000n } })
  await look()
  const found = (await alerts()).map(
    ({ kind, value }) => `${kind} ${kind === 'budget_projection' ? value >= 100 : value}`,
  )
  expect(found.sort()).toEqual(['budget_projection true', 'dead_letter_growth 10', 'idle_hosts 1', 'retry_storm 50'])
  expect((await listRules(tenant.auditor)).map(({ open }) => open).sort()).toEqual([0, 1, 1, 1, 1])
})

test('a budget is projected at the pace of the last week', async () => {
  now = new Date('2026-11-16T12:00:00Z')
  await addRule(tenant.engineer, { name: 'Budget', kind: 'budget_projection', threshold: 90 })
  await unsafeDb.alertRule.updateMany({ where: { tenantId: tenant.id }, data: { nextAt: now } })
  const used = { tenantId: tenant.id, month: '2026-11', runnerClass: 'serverless', environmentId } as const
  await unsafeDb.usageMonth.create({ data: { ...used, costMicros: 310_000n } })
  const of = { tenantId: tenant.id, runnerId, runnerClass: 'serverless', size: 'small', environmentId } as const
  await unsafeDb.usageDay.createMany({
    data: Array.from({ length: 7 }, (_, i) => ({
      ...{ ...of, pipeline: 'orders/ingest', day: new Date(Date.UTC(2026, 10, 9 + i)), costMicros: 20_000n },
    })),
  })
  const budget = (monthlyBudget: bigint) =>
    unsafeDb.quota.upsert({
      where: { tenantId_scope_environment: { tenantId: tenant.id, scope: 'tenant', environment: '' } },
      update: { monthlyBudget },
      create: { tenantId: tenant.id, scope: 'tenant', monthlyBudget },
    })
  // 310,000 so far, and 20,000 a day for the 14.5 days that are left: 600,000.
  await budget(700_000n)
  await look()
  expect(await alerts(), '86 % of the budget').toEqual([])
  await budget(600_000n)
  await look()
  expect(await alerts()).toMatchObject([{ state: 'open', value: 100, runnerId: '' }])
})

test('a rule over a scope adds its runners up, and one that is switched off says nothing', async () => {
  const second = (await activeRunner(tenant)).runnerId
  const hour = new Date(now)
  hour.setUTCMinutes(0, 0, 0)
  for (const id of [runnerId, second]) {
    await unsafeDb.retryHour.create({ data: { tenantId: tenant.id, runnerId: id, hour, used: 30 } })
  }
  const input = { name: 'Retries', kind: 'retry_storm', threshold: 50, eachRunner: false, environment: 'dev' } as const
  const { id } = await addRule(tenant.engineer, { ...input, active: false })
  await look()
  expect(await alerts()).toEqual([])
  await changeRule(tenant.engineer, { ...input, id })
  await look()
  expect(await alerts()).toMatchObject([
    { value: 60, runnerId: '', sentence: expect.stringContaining('in dev used 60') },
  ])
  await removeRule(tenant.admin, { id })
  expect(await alerts()).toMatchObject([{ state: 'resolved', rule: { name: 'Retries' } }])
  expect(await listRules(tenant.admin)).toEqual([])
})

test('rules are kept by who may, under a name that is free, for things that are there', async () => {
  const input = { name: 'Fails', kind: 'error_rate', threshold: 20 } as const
  await expect(addRule(tenant.auditor, input)).rejects.toMatchObject({ code: 'forbidden' })
  const { id } = await addRule(tenant.engineer, input)
  await expect(addRule(tenant.engineer, input)).rejects.toMatchObject({ code: 'conflict' })
  await expect(addRule(tenant.engineer, { ...input, name: 'x', runnerId: 'run_none' })).rejects.toMatchObject({
    code: 'not_found',
  })
  const budget = { name: 'Budget', kind: 'budget_projection', threshold: 90, class: 'container' } as const
  await expect(addRule(tenant.engineer, budget)).rejects.toMatchObject({ code: 'invalid_input' })
  const other = await makeTenant()
  await expect(changeRule(other.engineer, { ...input, id })).rejects.toMatchObject({ code: 'not_found' })
  await expect(removeRule(other.engineer, { id })).rejects.toMatchObject({ code: 'not_found' })
  const silence = { ruleId: id, endsAt: new Date(Date.now() + 1000).toISOString(), reason: 'none of theirs' }
  await expect(silenceAlerts(other.engineer, silence)).rejects.toMatchObject({ code: 'not_found' })
  const late = { endsAt: new Date(Date.now() - 1000).toISOString(), reason: 'too late' }
  await expect(silenceAlerts(tenant.engineer, late)).rejects.toMatchObject({ code: 'invalid_input' })
  expect((await listAlerts(other.engineer, { ruleId: id })).alerts).toEqual([])
})

test('a tenant has so many rules and no more, however many add one at once', async () => {
  const { id: tenantId, engineer } = await makeTenant()
  const { id } = await addRule(engineer, { name: 'first', kind: 'error_rate', threshold: 20 })
  const first = await unsafeDb.alertRule.findFirstOrThrow({ where: { tenantId, id } })
  const alike = Array.from({ length: MOST_RULES - 2 }, (_, n) => ({
    ...first,
    id: newId('alertRule'),
    name: `rule ${n}`,
  }))
  await db.alertRule.createMany({ data: alike })
  const add = (name: string) => addRule(engineer, { name, kind: 'error_rate', threshold: 20 }).catch(({ code }) => code)
  const answers = await Promise.all([add('one'), add('two')])
  expect(answers.filter((one) => one === 'conflict')).toHaveLength(1)
  expect(await listRules(engineer)).toHaveLength(MOST_RULES)
})

test('figures that no window reaches are forgotten', async () => {
  await ended('failed', 1, new Date(now.getTime() - 9 * 24 * 3600_000))
  await ended('failed', 1)
  const retried = { tenantId: tenant.id, runnerId, used: 1 }
  const hours = [now, new Date(now.getTime() - 9 * 24 * 3600_000)]
  await unsafeDb.retryHour.createMany({ data: hours.map((hour) => ({ ...retried, hour })) })
  await forgetPulse(now)
  expect(await db.retryHour.findMany({ where: { tenantId: tenant.id }, select: { hour: true } })).toEqual([
    { hour: now },
  ])
  expect(await db.runPulse.count({ where: { tenantId: tenant.id } })).toBe(1)
})

async function deadLetter(of: { tenantId: string; runnerId: string; environmentId: string }, i: number) {
  const runId = newId('run')
  await unsafeDb.run.create({
    data: {
      ...of,
      id: runId,
      token: `t${i}`,
      origin: 'api',
      status: 'failed',
      inputDigest: 'd',
      artifactDigest: 'd',
      runnerClass: 'serverless',
      traceId: 't',
    },
  })
  await unsafeDb.deadLetter.create({
    data: {
      ...of,
      id: newId('deadLetter'),
      runId,
      token: `t${i}`,
      fingerprint: 'f',
      cause: 'user_error',
      error: 'e',
      attempts: 3,
      inputBytes: 2,
      lineage: {},
      expiresAt: new Date(now.getTime() + 3600_000),
    },
  })
}
