import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestTenant } from '../db/testing/world.ts'

const { owner, plansOf } = await import('../db/testing/heard-plans.ts')
const { makeTenant } = await import('../db/testing/world.ts')
const { db } = await import('../db/client.ts')
const { listPauses, pausesDuring, pausesOver } = await import('../pauses/queries.ts')
const { armedRunner } = await import('./testing/armed-runner.ts')
const { claimTriggers } = await import('./claim-triggers.ts')
const { getTrigger, listSkips, listTriggers, progressOf, runsOfTrigger } = await import('./queries.ts')
const { readCalendar } = await import('./read-calendar.ts')
const { roomIn } = await import('./room-in.ts')
const { calendarSpan } = await import('./schema.ts')
const { tickSchedules } = await import('./tick-schedules.ts')
const { forgetMessages } = await import('./topics/forget-messages.ts')
const { getTopic, listMessages, listTopics } = await import('./topics/queries.ts')
const { listCalendars } = await import('./calendars/queries.ts')
const { startDownstream } = await import('./upstream/start-downstream.ts')

const ROWS = 6000
const large = ['Trigger', 'TriggerSkip', 'TopicMessage', 'Pause', 'Run', 'FileArrival', 'Calendar']
const past = new Date('2020-01-01T00:00:00Z')

let tenant: TestTenant
let runner: Awaited<ReturnType<typeof armedRunner>>
let topicId: string

beforeAll(async () => {
  tenant = await makeTenant()
  const other = await makeTenant()
  runner = await armedRunner(tenant, { kind: 'topic', name: 'orders' })
  const theirs = await armedRunner(other, { kind: 'webhook' })
  topicId = (await listTopics(tenant.engineer)).topics[0]?.id ?? ''
  await owner.connect()
  const { runnerId, triggerId, environment } = runner
  const many = (values: string) => owner.query(`${values} from generate_series(1, ${ROWS}) as i`)
  const key = (prefix: string) => `'${prefix}_' || lpad(i::text, 26, '0')`
  const whose = `(case when i % 5 = 0 then '${tenant.id}' else '${other.id}' end)`
  const runnerOf = `(case when i % 5 = 0 then '${runnerId}' else '${theirs.runnerId}' end)`
  const triggerOf = `(case when i % 5 = 0 then '${triggerId}' else '${theirs.triggerId}' end)`
  await many(`insert into "Trigger" ("tenantId", id, "runnerId", "environmentId", kind, cron, timezone, "nextAt", active)
    select ${whose}, ${key('trg')}, ${runnerOf}, '${environment.id}',
      (array['schedule', 'webhook', 'file_arrival'])[1 + i % 3]::"TriggerKind", '0 6 1 1 *', 'UTC',
      now() + i * interval '1 hour', i % 10 <> 0`)
  await many(`insert into "TriggerSkip" ("tenantId", id, "triggerId", reason, because, "firstAt", "lastAt", count)
    select ${whose}, ${key('skp')}, ${triggerOf}, 'missed', 'x', now() - i * interval '1 hour', now() - i * interval '1 hour', 1`)
  await many(`insert into "Pause" ("tenantId", id, reason, "pausedById", "pausedAt", "resumedAt")
    select ${whose}, ${key('pau')}, 'x', 'u', now() - (i + 1) * interval '1 hour',
      (case when i > 3 then now() - i * interval '1 hour' end)`)
  await many(`insert into "TopicMessage" ("tenantId", "topicId", "offset", payload, "publishedByLabel", "publishedAt")
    select '${tenant.id}', '${topicId}', i, '1', 'x', now() - (i % 13) * interval '1 day'`)
  await many(
    `insert into "FileArrival" ("tenantId", "triggerId", version) select ${whose}, ${triggerOf}, sha256(i::text::bytea)`,
  )
  await many(`insert into "Calendar" ("tenantId", name, description, days, "updatedAt", "updatedByLabel")
    select ${whose}, 'c' || i, '', '{2026-12-25}', now(), 'x'`)
  await many(`insert into "Run" ("tenantId", id, "runnerId", token, origin, status, "inputDigest", "artifactDigest",
      "environmentId", "runnerClass", "traceId", "triggerId")
    select ${whose}, ${key('job')}, ${runnerOf}, 't' || i, 'schedule', 'succeeded', 'd', 'd', 'e', 'serverless', 't',
      (case when i % 2 = 0 then ${triggerOf} end)`)
  for (const table of large) await owner.query(`analyze "${table}"`)
}, 120_000)

afterAll(() => owner.end())

const place = () => ({ tenantId: tenant.id, runnerId: runner.runnerId, environmentId: runner.environment.id })

test.each([
  ['triggers', () => listTriggers(tenant.engineer)],
  ['triggers, a later page', () => listTriggers(tenant.engineer, { cursor: `trg_${'0'.repeat(22)}3000` })],
  ['schedules', () => listTriggers(tenant.engineer, { kind: 'schedule' })],
  ['triggers of a runner', () => listTriggers(tenant.engineer, { runnerId: runner.runnerId })],
  ['a trigger and how far it is', () => getTrigger(tenant.engineer, runner.triggerId)],
  ['how far a topic is read', () => progressOf(tenant.engineer, runner.triggerId)],
  ['what a schedule let go', () => listSkips(tenant.engineer, runner.triggerId)],
  [
    'what a schedule let go, a later page',
    () => listSkips(tenant.engineer, runner.triggerId, { cursor: `skp_${'0'.repeat(22)}3000` }),
  ],
  ['runs of a trigger', () => runsOfTrigger(tenant.engineer, runner.triggerId)],
  ['the calendar', () => readCalendar(tenant.engineer, calendarSpan.parse({}))],
  ['pauses', () => listPauses(tenant.engineer)],
  ['pauses in force', () => listPauses(tenant.engineer, { open: 'yes' })],
  ['pauses over a runner', () => pausesOver(tenant.engineer, place())],
  ['pauses at a time', () => pausesDuring(db, { ...place(), from: new Date(), to: new Date() })],
  ['topics', () => listTopics(tenant.engineer)],
  ['a topic with its readers', () => getTopic(tenant.engineer, topicId)],
  ['messages', () => listMessages(tenant.engineer, topicId, 3000n)],
  ['calendars', () => listCalendars(tenant.engineer)],
  ['room in a queue', () => roomIn(tenant.id, runner.runnerId)],
  ['schedules that are due', () => tickSchedules({ now: () => past })],
  ['folders to look at', () => claimTriggers('file_arrival', past)],
  ['topics to read', () => claimTriggers('topic', past)],
  ['successes to follow', () => startDownstream()],
  ['messages to forget', () => forgetMessages(past)],
] as const)('%s: no whole table is read, and nothing is sorted that an index has in order', async (_name, ask) => {
  const plans = await plansOf(ask)
  expect(plans.length).toBeGreaterThan(0)
  for (const { sql, plan } of plans) {
    for (const table of large) expect(plan, `${sql}\n${plan}`).not.toContain(`Seq Scan on "${table}"`)
    expect(plan, sql).not.toMatch(/Sort .*rows=\d{4,}/)
  }
})
