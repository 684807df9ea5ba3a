import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '../auth/actor.ts'
import type { TestTenant } from './testing/world.ts'

const { owner, plansOf } = await import('./testing/heard-plans.ts')
const { fillGovernance } = await import('./testing/large-governance.ts')
const { fillRuns } = await import('./testing/large-runs.ts')
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
const { db, transaction } = await import('./client.ts')
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
const { findWaiting } = await import('../runs/dispatch/find-waiting.ts')
const { handBackLost, workersWithRuns } = await import('../runs/hand-back-lost.ts')
const { releaseRetries } = await import('../runs/release-retries.ts')
const { lockLoad } = await import('../runs/read-load.ts')
const { runStrips } = await import('../runs/run-strips.ts')
const { runLineage } = await import('../runs/lineage.ts')
const { listAlerts, listSilences, openAlerts } = await import('../alerts/queries.ts')
const { evaluateAlerts, evaluateNow } = await import('../alerts/evaluate-alerts.ts')
const { alertKinds } = await import('../alerts/alert-words.ts')
const { healthOverview } = await import('../health/health-overview.ts')

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

beforeAll(async () => {
  tenant = await makeTenant()
  runnerId = (await activeRunner(tenant)).runnerId
  const environmentId = (await db.environment.findUniqueOrThrow({ where: { name: 'dev' } })).id
  const other = (await makeTenant()).id
  await owner.connect()
  const large = { owner, tenantId: tenant.id, otherId: other, engineerId: tenant.engineer.userId }
  await fillRuns({ ...large, runnerId, environmentId, replayId })
  await fillGovernance({ ...large, runnerId, environmentId, replayId })
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
  ['runs that wait for a worker', () => findWaiting()],
  ['workers that hold runs', () => workersWithRuns('nobody')],
  ['what a worker held', () => handBackLost('nobody')],
  ['retries that are due', () => releaseRetries()],
  ['what the runs of a tenant take', () => transaction((tx) => lockLoad(tx, tenant.id, new Date()))],
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
