import { db } from '../client.ts'
import { key, type Large, many, whoseOf } from './large-tables.ts'

/** Much evidence, many artifacts with their findings, and what people decide. */
export async function fillGovernance(large: Large): Promise<void> {
  const { owner, tenantId, otherId, engineerId } = large
  const whose = whoseOf(large)
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
  const holder = `(case when (1 + i % 600) % 5 = 0 then '${tenantId}' else '${otherId}' end)`
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
      select ${whose}, ${key('ntf')}, (array['usr_1', '${engineerId}'])[1 + i % 2], 'verdict_changed', 's', '/',
        (case when i % 20 > 0 then now() end)`),
  )
  const endpoint = (tenantId: string, id: string) =>
    db.webhookEndpoint.create({ data: { tenantId, id, name: id, url: 'https://x.test', secret: {}, createdById: 'u' } })
  await endpoint(tenantId, 'whk_1')
  await endpoint(tenantId, 'whk_2')
  await endpoint(otherId, 'whk_1')
  await endpoint(otherId, 'whk_2')
  await owner.query(
    many(`insert into "Delivery" ("tenantId", id, "eventId", channel, kind, "endpointId", "userId", body, status, "nextAt",
        "giveUpAt", "createdAt", "settledAt")
      select ${whose}, ${key('dlv')}, 'nws_' || i, (array['webhook', 'mail'])[1 + i % 2]::"DeliveryChannel", 'run_failed',
        (array['whk_1', null, 'whk_2', null])[1 + i % 4], (array[null, 'usr_1', null, '${engineerId}'])[1 + i % 4],
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
}
