import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '../auth/actor.ts'
import type { TestTenant } from './testing/world.ts'

// The product's own client, with its statements overheard: what is explained is what really runs.
const { PrismaClient } = await import('./generated/client.ts')
const { env } = await import('../env.ts')
const heard: { query: string; params: string }[] = []
const overheard = new PrismaClient({
  adapter: new PrismaPg({ connectionString: env.DATABASE_URL }),
  log: [{ emit: 'event', level: 'query' }],
})
overheard.$on('query', (event) => heard.push(event))
Object.assign(globalThis, { barecountDb: overheard })

const { makeTenant } = await import('./testing/world.ts')
const { activeRunner } = await import('../runs/testing/active-runner.ts')
const { listRuns } = await import('../runs/list-runs.ts')
const { listEvidence } = await import('../evidence/queries.ts')
const { listDeployments } = await import('../provisioning/queries.ts')
const { listManifests } = await import('../manifests/queries.ts')
const { listRunners } = await import('../catalog/queries.ts')
const { listApprovals } = await import('../approvals/queries.ts')
const { countWaiting, listInbox } = await import('../inbox/list-inbox.ts')
const { listArtifacts } = await import('../artifacts/queries.ts')
const { listFindings } = await import('../findings/queries.ts')
const { listWaivers } = await import('../findings/list-waivers.ts')
const { findComponent } = await import('../findings/find-component.ts')
const { endExcuses } = await import('../findings/end-excuses.ts')
const { liveArtifacts } = await import('../findings/live-artifacts.ts')
const { involvedPeople } = await import('../findings/involved-people.ts')
const { effectiveCounts } = await import('../findings/effective-counts.ts')
const { summaryOf } = await import('../findings/testing/scanned-runner.ts')
const { listNotifications } = await import('../notifications/queries.ts')
const { listDeliveries, listWebhooks } = await import('../webhooks/queries.ts')
const { mailPreference } = await import('../mail/queries.ts')
const { claimDelivery } = await import('../deliveries/claim-delivery.ts')
const { listExceptions } = await import('../exceptions/queries.ts')
const { exceptionsInForce } = await import('../exceptions/exceptions-in-force.ts')
const { endExceptions, remindOfExceptions } = await import('../exceptions/end-exceptions.ts')
const { promotionBoard } = await import('../promotions/board.ts')
const { readyPromotions } = await import('../promotions/ready-promotions.ts')
const { listChanges, listDrafts, listTests, listVersions } = await import('../policy/registry/queries.ts')
const { listFreezes } = await import('../freezes/queries.ts')
const { db } = await import('./client.ts')
const { tickSchedules } = await import('../triggers/tick-schedules.ts')
const { expireApprovals } = await import('../approvals/expire-approvals.ts')
const { remindApprovers } = await import('../approvals/remind-approvers.ts')
const { releaseScheduled } = await import('../provisioning/release-scheduled.ts')
const { listDeadLetters } = await import('../dead-letters/queries.ts')
const { groupDeadLetters } = await import('../dead-letters/group-dead-letters.ts')
const { readLedger } = await import('../dead-letters/ledger.ts')
const { forgetPayloads } = await import('../dead-letters/forget-payloads.ts')
const { forgetRuns } = await import('../runs/retention.ts')
const { listItems, listReplays } = await import('../replays/queries.ts')
const { openReplays } = await import('../replays/step-replay.ts')
const { listGroups } = await import('../approver-groups/queries.ts')
const { listDelegations } = await import('../delegations/queries.ts')
const { readDailyUsage, readUsage } = await import('../usage/queries.ts')
const { readLimits } = await import('../usage/read-limits.ts')
const { listMovers } = await import('../usage/list-movers.ts')
const { listEstimates, readEstimateErrors } = await import('../usage/list-estimates.ts')
const { listOversized } = await import('../usage/list-oversized.ts')
const { readTenants } = await import('../usage/read-tenants.ts')
const { readDailyTenants } = await import('../usage/read-daily-tenants.ts')
const { exportUsage } = await import('../usage/export-usage.ts')
const { runStrips } = await import('../runs/run-strips.ts')
const { runLineage } = await import('../runs/lineage.ts')
const { listAlerts, listSilences, openAlerts } = await import('../alerts/queries.ts')
const { evaluateAlerts, evaluateNow } = await import('../alerts/evaluate-alerts.ts')
const { alertKinds } = await import('../alerts/alert-words.ts')
const { healthOverview } = await import('../health/health-overview.ts')

const ROWS = 60_000
/** Tables that grow without end: a scan of the whole of one of these is a fault. */
const large = [
  'Run',
  'Evidence',
  'EvidenceLeaf',
  'Deployment',
  'Manifest',
  'Artifact',
  'Scan',
  'ApprovalRequest',
  'DeadLetter',
  'Replay',
  'ReplayItem',
  'ArtifactFinding',
  'ArtifactComponent',
  'LicenceWaiver',
  'Notification',
  'Delivery',
  'PolicyException',
  'PolicyVersion',
  'PolicyDraft',
  'PolicyTest',
  'PolicySimulation',
  'PolicySimulationChange',
  'Trigger',
  'UsageDay',
  'UsageMonth',
  'Alert',
  'AlertRule',
  'Silence',
  'RunPulse',
  'RetryHour',
  'DeadLetter',
]

let tenant: TestTenant
let runnerId: string
let governor: Actor
const replayId = `rpl_${'500'.padStart(26, '0')}`
const owner = new pg.Client({ connectionString: process.env.TEST_OWNER_URL })

beforeAll(async () => {
  tenant = await makeTenant()
  runnerId = (await activeRunner(tenant)).runnerId
  const environmentId = (await db.environment.findUniqueOrThrow({ where: { name: 'dev' } })).id
  const other = (await makeTenant()).id
  await owner.connect()
  const many = (values: string) => `${values} from generate_series(1, ${ROWS}) as i`
  const key = (prefix: string) => `'${prefix}_' || lpad(i::text, 26, '0')`
  const whose = `(case when i % 5 = 0 then '${tenant.id}' else '${other}' end)`
  await owner.query(
    many(`insert into "Run" ("tenantId", id, "runnerId", token, origin, status, "inputDigest", "artifactDigest",
        "environmentId", "runnerClass", "traceId", cause, "correlationId")
      select '${tenant.id}', ${key('job')}, '${runnerId}', 't' || i,
        (array['api', 'schedule', 'webhook'])[1 + i % 3]::"RunOrigin",
        (case when i % 100 = 0 then 'failed' else 'succeeded' end)::"RunStatus", 'd', 'd',
        (case when i % 7 = 0 then '${environmentId}' else 'e' end),
        (array['serverless', 'container'])[1 + i % 2]::"RunnerClass", 't',
        (case when i % 100 = 0 then 'timeout' end)::"RunCause", (case when i % 10 = 0 then 'c' || i % 500 end)`),
  )
  await owner.query(
    many(`insert into "DeadLetter" ("tenantId", id, "runId", "runnerId", "environmentId", token, fingerprint, cause, error, attempts,
        "inputBytes", lineage, status, sample, "expiresAt")
      select '${tenant.id}', ${key('ded')}, ${key('job')}, (case when i % 7 = 0 then '${runnerId}' else 'run_' || i % 100 end),
        (case when i % 7 = 0 then '${environmentId}' else 'e' end), 't' || i, 'f' || i % 40,
        (case when i % 9 = 0 then 'timeout' else 'user_error' end)::"RunCause", 'e', 1, 1, '{}',
        (case when i % 20 = 0 then 'open' else 'replayed' end)::"DeadLetterStatus", (case when i % 50 = 1 then '\\x00'::bytea end),
        now() + (i - 100) * interval '1 minute'`),
  )
  await owner.query(
    many(`insert into "Replay" ("tenantId", id, status, reason, selection, "itemCount", "listDigest", mass, "ratePerSecond",
        "canarySize", "canaryPass", rehearsal, "requestedById", "requestedByLabel", "finishedAt")
      select ${whose}, ${key('rpl')}, (case when i % 50 = 0 then 'stopped' else 'finished' end)::"ReplayStatus", 'r', '{}', 1, 'd',
        false, 1, 1, 1, '{}', 'u', 'l', (case when i % 1000 > 0 then now() end)`),
  )
  await owner.query(
    many(`insert into "ReplayItem" ("tenantId", "replayId", seq, "deadLetterId", "failedRunId", "runnerId", token, status)
      select '${tenant.id}', (case when i % 2 = 0 then '${replayId}' else 'rpl_' || lpad((5 * (1 + i % 9000))::text, 26, '0') end), i,
        ${key('ded')}, ${key('job')}, '${runnerId}', 't' || i,
        (case when i % 30 = 0 then 'failed' else 'succeeded' end)::"ReplayItemStatus"`),
  )
  await owner.query(
    many(`insert into "Evidence" ("tenantId", id, kind, at, "actorId", "actorLabel", result, "runnerId", sentence, payload)
      select ${whose}, ${key('evd')}, (array['run.finished', 'run.requested', 'stage.finished'])[1 + i % 3],
        now() - i * interval '1 minute', 'usr_' || i % 50, 'x', (array['succeeded', 'failed', 'info'])[1 + i % 3],
        'run_' || i % 200, 's', '\\x00'`),
  )
  await owner.query(
    many(`insert into "Manifest" ("tenantId", id, name, pipeline, owner, "runnerClass", size, profile, "updatedAt")
      select ${whose}, ${key('man')}, 'm' || i, 'p', 'o', 'serverless', 'small', 'private_vpc', now() - i * interval '1 minute'`),
  )
  await owner.query(
    many(`insert into "Artifact" ("tenantId", id, digest, kind, "sizeBytes", "buildType", "builtById")
      select ${whose}, ${key('art')}, 'd' || i, 'function_zip', 1, 'b', 'u'`),
  )
  const artifact = `'art_' || lpad((1 + i % 600)::text, 26, '0')`
  const holder = `(case when (1 + i % 600) % 5 = 0 then '${tenant.id}' else '${other}' end)`
  await owner.query(
    many(`insert into "ArtifactFinding" ("tenantId", id, "artifactId", key, subject, kind, severity, rule, component, message,
        status, "statusAt", "statusUntil")
      select ${holder}, ${key('fnd')}, ${artifact}, 'k' || i, 's' || i % 5000, 'vulnerability',
        (array['critical', 'high', 'medium', 'low'])[1 + i % 4]::"Severity", 'GHSA-' || i % 5000, 'pkg-' || i % 300, 'm',
        (case when i % 50 = 0 then 'accepted' else 'open' end)::"TriageStatus",
        (case when i % 50 = 0 then now() - interval '1 day' end), (case when i % 50 = 0 then now() + interval '9 days' end)`),
  )
  await owner.query(
    many(`insert into "ArtifactComponent" ("tenantId", "artifactId", purl, ecosystem, name, version)
      select ${holder}, ${artifact}, 'pkg:npm/p' || i || '@1', 'npm', 'pkg-' || i % 3000, '1'`),
  )
  await owner.query(
    many(`insert into "LicenceWaiver" ("tenantId", id, component, licence, reason, "expiresAt", "approvedById",
        "approvedByLabel", "endedAt")
      select ${whose}, ${key('wvr')}, 'pkg-' || i, 'MIT', 'r', now() + interval '1 day', 'u', 'l', null`),
  )
  await owner.query(
    many(`insert into "Notification" ("tenantId", id, "userId", kind, sentence, link, "readAt")
      select ${whose}, ${key('ntf')}, (array['usr_1', '${tenant.engineer.userId}'])[1 + i % 2], 'verdict_changed', 's', '/',
        (case when i % 20 > 0 then now() end)`),
  )
  const endpoint = (tenantId: string, id: string) =>
    db.webhookEndpoint.create({ data: { tenantId, id, name: id, url: 'https://x.test', secret: {}, createdById: 'u' } })
  await endpoint(tenant.id, 'whk_1')
  await endpoint(tenant.id, 'whk_2')
  await endpoint(other, 'whk_1')
  await endpoint(other, 'whk_2')
  await owner.query(
    many(`insert into "Delivery" ("tenantId", id, "eventId", channel, kind, "endpointId", "userId", body, status, "nextAt",
        "giveUpAt", "createdAt", "settledAt")
      select ${whose}, ${key('dlv')}, 'nws_' || i, (array['webhook', 'mail'])[1 + i % 2]::"DeliveryChannel", 'run_failed',
        (array['whk_1', null, 'whk_2', null])[1 + i % 4], (array[null, 'usr_1', null, '${tenant.engineer.userId}'])[1 + i % 4],
        '{}', (case when i % 100 = 0 then 'failed' when i % 500 = 1 then 'waiting' else 'delivered' end)::"DeliveryStatus",
        now() + (i % 3 - 1) * interval '1 hour', now(), now(), (case when i % 500 = 1 then null else now() end)`),
  )
  await owner.query(
    many(`insert into "PolicyException" ("tenantId", id, rule, "runnerClass", category, justification, risk, "costPlan",
        "startsAt", "expiresAt", status, "requestedById", "requestedByLabel", "createdAt")
      select ${whose}, ${key('exc')}, 'rule.' || i % 20, 'serverless', 'waiver', 'j', 'r', 'c', now() - interval '1 day',
        now() + interval '9 days', (case when i % 100 = 0 then 'active' else 'expired' end)::"ExceptionStatus", 'u', 'l',
        now() - interval '1 day'`),
  )
  await owner.query(
    many(`insert into "ApprovalRequest" ("tenantId", id, kind, "subjectId", "decisionDigest", slots, required, status,
        "requestedById", summary, risks, "expiresAt")
      select ${whose}, ${key('apr')}, 'mass_replay', 's', 'd', '[{"rule":"r","title":"t","by":"role:approver","count":1,"assurance":"session","overrides":false}]', 1,
        (case when i % 10 = 0 then 'open' else 'executed' end)::"ApprovalStatus", 'usr_other', 's', '{prod}', now() + interval '1 day'`),
  )
  await owner.query(
    many(`insert into "PolicyVersion" (version, scope, "scopeTenantId", digest, policies, "createdById", "activatedAt", "retiredAt")
      select 1000 + i, 'tenant', ${whose}, 'd' || i, '{}', 'u', now(), now()`),
  )
  await owner.query(
    many(`insert into "PolicyDraft" ("tenantId", id, scope, "scopeTenantId", title, policies, status, "createdById")
      select ${whose}, ${key('pdr')}, 'tenant', ${whose}, 't', '{}',
        (case when i % 100 = 0 then 'draft' when i % 3 = 0 then 'discarded' else 'activated' end)::"PolicyDraftStatus", 'u'`),
  )
  await owner.query(
    many(`insert into "PolicyTest" ("tenantId", id, scope, "scopeTenantId", name, gate, request, "expectedAllowed",
        "expectedFindings", "createdById")
      select ${whose}, ${key('ptt')}, 'tenant', ${whose}, 'n' || i, 'run', '{}', true, '{}', 'u'`),
  )
  await owner.query(
    many(`insert into "PolicySimulation" ("tenantId", id, "draftId", revision, status)
      select ${whose}, ${key('sim')}, ${key('pdr')}, 1, 'finished'`),
  )
  // One change of every simulation, and many of one.
  await owner.query(
    many(`insert into "PolicySimulationChange" ("tenantId", "simulationId", seq, kind, "subjectId", "subjectTenantId",
        "tenantSlug", name, environment, gate, "allowedBefore", "allowedAfter", added, removed)
      select ${whose}, (case when i % 5 = 0 then 'sim_' || lpad('500', 26, '0') else ${key('sim')} end), i, 'runner', 'run_' || i,
        'ten_x', 'x', 'n', 'dev', 'run', true, false, '{}', '{}'`),
  )
  // Two years of days, of which a month is asked for.
  await owner.query(
    many(`insert into "UsageDay" ("tenantId", day, "runnerId", "runnerClass", size, "environmentId", pipeline, attempts,
        "peakMemoryMib")
      select ${whose}, current_date - (i % 730), 'run_' || i / 730, 'serverless', 'medium', 'e', 'p' || i % 7, 30, 100`),
  )
  await owner.query(
    many(`insert into "UsageMonth" ("tenantId", month, "runnerClass", "environmentId")
      select ${whose}, to_char(current_date - (i % 24) * interval '1 month', 'YYYY-MM'), 'serverless', 'e' || i / 24`),
  )
  await owner.query(
    many(`insert into "AlertRule" ("tenantId", id, name, kind, threshold, "windowMinutes", tell, "createdById", "updatedAt",
        "nextAt", active)
      select ${whose}, ${key('alr')}, 'n' || i, (enum_range(null::"AlertKind"))[1 + (i / 5) % 5], 1, 60, '{admin}', 'u', now(),
        now() + (case when i % 1000 = 0 then interval '-1 hour' else interval '1 hour' end), i % 1000 = 0 or i < 50`),
  )
  await owner.query(
    many(`insert into "Alert" ("tenantId", id, "ruleId", kind, "runnerId", threshold, value, worst, sentence, "openedAt",
        "resolvedAt")
      select ${whose}, ${key('alt')}, ${key('alr')}, 'error_rate', 'run_' || i % 200, 1, 1, 1, 's', now(),
        (case when i % 1000 > 0 then now() end)`),
  )
  await owner.query(
    many(`insert into "Silence" ("tenantId", id, reason, "startsAt", "endsAt", "createdById", "createdByLabel")
      select ${whose}, ${key('sil')}, 'r', now() - interval '2 days',
        now() + (case when i % 1000 = 0 then interval '1 hour' else interval '-1 hour' end), 'u', 'l'`),
  )
  await owner.query(
    many(`insert into "RunPulse" ("tenantId", at, "runnerId", "runnerClass", "environmentId", succeeded)
      select ${whose}, now() - (i / 100) * interval '5 minutes', 'run_' || i % 100, 'serverless', 'e', 1`),
  )
  await owner.query(
    many(`insert into "RetryHour" ("tenantId", "runnerId", hour, used)
      select ${whose}, 'run_' || i % 100, date_trunc('hour', now()) - (i / 100) * interval '1 hour', 1`),
  )
  // Somebody who governs more tenants than are asked one by one.
  governor = { ...tenant.approver, userId: 'usr_governor' }
  await owner.query(`insert into "User" (id, email, name) values ('usr_governor', 'g@plans.test', 'g')`)
  await owner.query(
    `insert into "Tenant" (id, slug, name) select 'ten_few_' || i, 'few' || i, 'few' from generate_series(1, 20) i`,
  )
  await owner.query(
    `insert into "Membership" ("tenantId", "userId", roles) select id, 'usr_governor', '{approver}' from "Tenant"`,
  )
  await owner.query('analyze')
}, 120_000)

afterAll(() => owner.end())

const governing = (): Actor => ({ ...tenant.admin, platformAdmin: true })

async function drain(taken: ReturnType<typeof exportUsage>): Promise<void> {
  for await (const _line of (await taken).lines) {
  }
}

/** The plans of every statement `ask` runs. */
async function plansOf(ask: () => Promise<unknown>): Promise<{ sql: string; plan: string }[]> {
  heard.length = 0
  await ask()
  const reads = heard.filter(({ query }) => /^\s*(select|with|update "Delivery")/i.test(query))
  return Promise.all(
    reads.map(async ({ query, params }) => {
      const { rows } = await owner.query(`explain ${query}`, JSON.parse(params) as unknown[])
      return { sql: query, plan: rows.map((row) => Object.values(row)[0]).join('\n') }
    }),
  )
}

test.each([
  ['runs', () => listRuns(tenant.engineer)],
  ['runs, a later page', () => listRuns(tenant.engineer, { cursor: `job_${'0'.repeat(22)}3000` })],
  ['runs of a runner', () => listRuns(tenant.engineer, { runnerId })],
  ['failed runs', () => listRuns(tenant.engineer, { status: 'failed' })],
  ['runs that succeeded', () => listRuns(tenant.engineer, { status: 'succeeded' })],
  ['runs of a pipeline', () => listRuns(tenant.engineer, { pipeline: 'orders/ingest' })],
  ['failed runs of a pipeline', () => listRuns(tenant.engineer, { pipeline: 'orders/ingest', status: 'failed' })],
  ['runs of a class', () => listRuns(tenant.engineer, { class: 'container' })],
  ['runs of an environment', () => listRuns(tenant.engineer, { environment: 'dev' })],
  ['runs with a cause', () => listRuns(tenant.engineer, { cause: 'timeout' })],
  ['runs with a cause that none has', () => listRuns(tenant.engineer, { cause: 'platform', class: 'container' })],
  ['runs by what began them', () => listRuns(tenant.engineer, { origin: 'schedule' })],
  ['runs by what began none', () => listRuns(tenant.engineer, { origin: 'replay', status: 'succeeded' })],
  ['runs of a token', () => listRuns(tenant.engineer, { token: 't500' })],
  ['runs of a token and runner', () => listRuns(tenant.engineer, { token: 't500', runnerId })],
  ['runs of a correlation', () => listRuns(tenant.engineer, { correlationId: 'c10' })],
  [
    'runs of a time',
    () => listRuns(tenant.engineer, { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z', class: 'managed_etl' }),
  ],
  [
    'runs by filters that no two share',
    () => listRuns(tenant.engineer, { class: 'container', environment: 'dev', origin: 'api' }),
  ],
  ['strips of runs', () => runStrips(tenant.engineer, [runnerId])],
  ['the lineage of a run', () => runLineage(tenant.engineer, `job_${'0'.repeat(22)}3000`)],
  ['alerts', () => listAlerts(tenant.engineer)],
  ['alerts that are open', () => listAlerts(tenant.engineer, { state: 'open' })],
  [
    'alerts of a runner, a later page',
    () => listAlerts(tenant.engineer, { runnerId: 'run_5', cursor: `alt_${'0'.repeat(22)}3000` }),
  ],
  ['alerts of a rule', () => listAlerts(tenant.engineer, { ruleId: `alr_${'0'.repeat(22)}3000` })],
  ['all open alerts', () => openAlerts(tenant.engineer)],
  ['silences', () => listSilences(tenant.engineer)],
  ['alert rules that are due', () => evaluateAlerts(new Date('2020-01-01'))],
  [
    'what alert rules read',
    async () => {
      for (const at of alertKinds.keys())
        await evaluateNow(tenant.id, `alr_${String(5 + 5 * at).padStart(26, '0')}`, 'x', new Date())
    },
  ],
  ['the health of runs', () => healthOverview(tenant.engineer)],
  ['evidence', () => listEvidence(tenant.engineer)],
  ['evidence of a kind', () => listEvidence(tenant.engineer, { kind: 'run.finished' })],
  ['evidence by a person', () => listEvidence(tenant.engineer, { actorId: 'usr_5' })],
  ['evidence of a runner', () => listEvidence(tenant.engineer, { runnerId: 'run_5' })],
  ['evidence with a result', () => listEvidence(tenant.engineer, { result: 'failed' })],
  [
    'evidence of a time',
    () => listEvidence(tenant.engineer, { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' }),
  ],
  ['deployments', () => listDeployments(tenant.engineer)],
  ['manifests', () => listManifests(tenant.engineer)],
  ['runners', () => listRunners(tenant.engineer)],
  ['the promotion board', () => promotionBoard(tenant.engineer)],
  ['the promotion board, a later page', () => promotionBoard(tenant.engineer, { cursor: 'm3' })],
  ['promotions that are ready', () => readyPromotions(tenant.engineer, 50)],
  ['policy versions', () => listVersions(tenant.engineer)],
  [
    'policy versions of a layer, a later page',
    () => listVersions(tenant.engineer, { scope: 'tenant', cursor: '31000' }),
  ],
  ['policy drafts', () => listDrafts(tenant.engineer)],
  ['policy drafts that are open', () => listDrafts(tenant.engineer, { open: true })],
  ['policy drafts, a later page', () => listDrafts(tenant.engineer, { cursor: `pdr_${'0'.repeat(21)}30000` })],
  ['policy tests', () => listTests(tenant.engineer)],
  ['policy tests, a later page', () => listTests(tenant.engineer, { cursor: `ptt_${'0'.repeat(21)}30000` })],
  ['what a draft would change', () => listChanges(tenant.engineer, `pdr_${'500'.padStart(26, '0')}`)],
  [
    'what a draft would change, a later page',
    () => listChanges(tenant.engineer, `pdr_${'500'.padStart(26, '0')}`, { cursor: '30000' }),
  ],
  ['freezes', () => listFreezes(tenant.engineer)],
  ['approvals', () => listApprovals(tenant.approver)],
  ['inbox', () => listInbox(tenant.approver)],
  ['inbox, a later page', () => listInbox(tenant.approver, { cursor: `apr_${'0'.repeat(22)}3000` })],
  ['inbox, what others decide', () => listInbox(tenant.approver, { state: 'others' })],
  ['inbox, what was decided', () => listInbox(tenant.approver, { state: 'decided' })],
  ['inbox, what was put off', () => listInbox(tenant.approver, { state: 'snoozed' })],
  ['inbox over many tenants', () => listInbox(governor)],
  ['inbox over many tenants, decided', () => listInbox(governor, { state: 'decided' })],
  ['how many wait over many tenants', () => countWaiting(governor)],
  ['artifacts', () => listArtifacts(tenant.engineer)],
  ['findings', () => listFindings(tenant.engineer)],
  ['findings, a later page', () => listFindings(tenant.engineer, { cursor: `low_fnd_${'0'.repeat(22)}3000` })],
  ['findings of a severity', () => listFindings(tenant.engineer, { severity: 'high' })],
  ['accepted findings', () => listFindings(tenant.engineer, { status: 'accepted' })],
  ['findings decided lately', () => listFindings(tenant.engineer, { status: 'decided' })],
  ['findings of a component', () => listFindings(tenant.engineer, { component: 'pkg-4' })],
  ['findings of what runs', () => listFindings(tenant.engineer, { live: 'yes' })],
  ['findings of an artifact', () => listFindings(tenant.engineer, { artifactId: `art_${'5'.padStart(26, '0')}` })],
  ['what counts against an artifact', () => effectiveCounts(db, tenant.id, 'd5', summaryOf([]), new Date())],
  ['who has a hand in an artifact', () => involvedPeople(db, tenant.id, ['d5'])],
  ['what contains a component', () => findComponent(tenant.engineer, { name: 'pkg-4' })],
  ['what contains a package URL', () => findComponent(tenant.engineer, { name: 'pkg:npm/p4@1' })],
  ['waivers', () => listWaivers(tenant.engineer)],
  ['exceptions', () => listExceptions(tenant.engineer)],
  ['exceptions in force', () => listExceptions(tenant.engineer, { state: 'active' })],
  ['exceptions that ended', () => listExceptions(tenant.engineer, { state: 'expired' })],
  ['exceptions from a rule', () => listExceptions(tenant.engineer, { rule: 'rule.5' })],
  [
    'exceptions that a gate asks for',
    () => exceptionsInForce(db, { tenantId: tenant.id, environmentId: 'e', runnerClass: 'serverless', at: new Date() }),
  ],
  ['exceptions that have ended', () => endExceptions(new Date())],
  ['exceptions that end soon', () => remindOfExceptions(new Date())],
  ['notifications', () => listNotifications(tenant.engineer)],
  ['unread notifications', () => listNotifications(tenant.engineer, { unread: 'yes' })],
  ['notifications of a kind', () => listNotifications(tenant.engineer, { kind: 'verdict_changed' })],
  ['webhooks', () => listWebhooks(tenant.admin)],
  ['deliveries of a webhook', () => listDeliveries(tenant.admin, 'whk_1')],
  ['deliveries of a webhook that failed', () => listDeliveries(tenant.admin, 'whk_1', { status: 'failed' })],
  ['deliveries, a later page', () => listDeliveries(tenant.admin, 'whk_1', { cursor: `dlv_${'0'.repeat(22)}3000` })],
  ['the newest mail of a person', () => mailPreference(tenant.engineer)],
  ['the delivery that is due', () => claimDelivery(new Date(), ['whk_9'])],
  ['triages and waivers that have ended', () => endExcuses(new Date())],
  ['what runs', () => liveArtifacts({})],
  ['schedules that are due', () => tickSchedules()],
  ['requests that have expired', () => expireApprovals(new Date())],
  ['requests that wait too long', () => remindApprovers(new Date())],
  ['deployments whose time has come', () => releaseScheduled(new Date())],
  ['what a month used', () => readUsage(tenant.engineer)],
  [
    'what a month used by runner, a later page',
    () => readUsage(tenant.engineer, { by: 'runner', cursor: '0:0:run_5' }),
  ],
  ['what a runner used', () => readUsage(tenant.engineer, { by: 'day', runnerId: `run_${'5'.padStart(26, '0')}` })],
  ['a month day by day', () => readDailyUsage(tenant.engineer, { by: 'pipeline' })],
  ['limits of a month', () => readLimits(tenant.engineer)],
  ['what changed most', () => listMovers(tenant.engineer)],
  ['estimates and what was measured', () => listEstimates(tenant.engineer)],
  ['past errors of estimates', () => readEstimateErrors(tenant.engineer)],
  ['runners larger than needed', () => listOversized(tenant.engineer)],
  ['what every tenant used', () => readTenants(governing())],
  ['days of every tenant', () => readDailyTenants(governing())],
  ['days for a file', () => drain(exportUsage(tenant.engineer, {}))],
  ['runs for a file', () => drain(exportUsage(tenant.engineer, { of: 'runs' }))],
  ['groups of approvers', () => listGroups(tenant.approver)],
  ['delegations', () => listDelegations(tenant.approver)],
  ['dead letters', () => listDeadLetters(tenant.engineer)],
  ['dead letters that are open', () => listDeadLetters(tenant.engineer, { status: 'open' })],
  [
    'dead letters, a later page',
    () => listDeadLetters(tenant.engineer, { status: 'open', cursor: `ded_${'0'.repeat(21)}30000` }),
  ],
  ['dead letters of one error', () => listDeadLetters(tenant.engineer, { status: 'open', fingerprint: 'f5' })],
  ['dead letters of a cause', () => listDeadLetters(tenant.engineer, { status: 'open', cause: 'timeout' })],
  ['dead letters of a runner', () => listDeadLetters(tenant.engineer, { status: 'open', runnerId })],
  ['dead letters of an environment', () => listDeadLetters(tenant.engineer, { status: 'open', environment: 'dev' })],
  ['dead letters by error', () => groupDeadLetters(tenant.engineer)],
  ['the failure ledger', () => readLedger(tenant.engineer)],
  ['payloads whose time is over', () => forgetPayloads(new Date())],
  ['runs whose input need not be kept any longer', () => forgetRuns(new Date())],
  ['replays', () => listReplays(tenant.engineer)],
  ['replays that were stopped', () => listReplays(tenant.engineer, { status: 'stopped' })],
  ['replays that are under way', () => openReplays()],
  ['tokens of a replay', () => listItems(tenant.engineer, replayId)],
  ['tokens of a replay with one outcome', () => listItems(tenant.engineer, replayId, { outcome: 'failed' })],
] as const)('%s: no whole table is read, and nothing is sorted that an index has in order', async (_name, ask) => {
  const plans = await plansOf(ask)
  expect(plans.length).toBeGreaterThan(0)
  for (const { sql, plan } of plans) {
    for (const table of large) {
      // Postgres reads a table of a page or two as a whole, index or not.
      const { rows } = await owner.query('select reltuples from pg_class where relname = $1', [table])
      if (rows[0].reltuples >= 1000) expect(plan, sql).not.toContain(`Seq Scan on "${table}"`)
    }
    expect(plan, sql).not.toMatch(/Sort .*rows=\d{4,}/)
  }
})
