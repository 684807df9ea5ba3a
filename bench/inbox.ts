import pg from 'pg'
import { makeActor } from '#lib/auth/actor.ts'
import { unsafeDb } from '#lib/db/client.ts'
import { newId } from '#lib/ids.ts'
import { countWaiting, listInbox } from '#lib/inbox/list-inbox.ts'
import type { InboxFilters } from '#lib/inbox/schema.ts'
import { printFigure, timesOf } from '#scripts/bench/print-figure.ts'

// The whole answer behind the inbox for somebody who governs every tenant there is, and for somebody who governs one.

const TENANTS = 200
const REQUESTS = 100_000
/** One in so many still waits. */
const OPEN_OF = 10
const REPEATS = 100

const grace = newId('user')
const one = newId('user')
await fill()

const actor = (userId: string) =>
  makeActor({
    kind: 'user',
    userId,
    label: 'bench',
    tenantId: 'ten_1',
    tenantSlug: 't1',
    roles: ['approver'],
    platformAdmin: false,
  })

const first = await listInbox(actor(grace))
await measure('for you, 200 tenants', {})
await measure('for you, a later page', { cursor: first.next })
await measure('for others', { state: 'others' })
await measure('put off', { state: 'snoozed' })
await measure('decided', { state: 'decided' })
await measure('of one kind and risk', { kind: 'deployment', risk: 'prod' })
await measure('of one tenant', { tenant: 't7' })
await measure('for you, member of one tenant', {}, one)
printFigure('how many wait, as the rail says', await timesOf(REPEATS, () => countWaiting(actor(grace))))
process.exit()

async function measure(name: string, filters: Partial<InboxFilters>, who = grace): Promise<void> {
  const asked = () => listInbox(actor(who), filters)
  printFigure(`${name}, of ${REQUESTS.toLocaleString('en-US')}`, await timesOf(REPEATS, asked))
}

/** Rows as the product writes them, by the thousand: what is measured is reading. */
async function fill(): Promise<void> {
  await unsafeDb.user.createMany({
    data: [grace, one].map((id) => ({ id, email: `${id}@bench.test`, name: id })),
  })
  const environment = newId('environment')
  await unsafeDb.environment.create({ data: { id: environment, name: 'prod', rank: 3 } })
  const owner = new pg.Client({ connectionString: process.env.BENCH_OWNER_URL })
  await owner.connect()
  const tenants = `from generate_series(1, ${TENANTS}) t`
  const rows = `from generate_series(1, ${REQUESTS}) i`
  const tenant = `'ten_' || 1 + i % ${TENANTS}`
  const id = (prefix: string) => `'${prefix}_' || lpad(i::text, 26, '0')`
  const open = `i % ${OPEN_OF} = 0`
  const slots = JSON.stringify([
    {
      rule: 'approval.prod',
      title: 'prod asks',
      by: 'role:approver',
      count: 2,
      assurance: 'password',
      overrides: false,
    },
    {
      rule: 'promotion.soak',
      title: 'soak',
      by: 'permission:gate:override',
      count: 1,
      assurance: 'session',
      overrides: true,
    },
  ])
  const statements = [
    `insert into "Tenant" (id, slug, name) select 'ten_' || t, 't' || t, 'Tenant ' || t ${tenants}`,
    `insert into "Membership" ("tenantId", "userId", roles) select 'ten_' || t, '${grace}', '{approver}' ${tenants}`,
    `insert into "Membership" ("tenantId", "userId", roles) values ('ten_1', '${one}', '{approver}')`,
    `insert into "Manifest" ("tenantId", id, name, pipeline, owner, "runnerClass", size, profile, "updatedAt")
      select 'ten_' || t, 'man_1', 'm', 'p', 'o', 'serverless', 'small', 'private_vpc', now() ${tenants}`,
    `insert into "ManifestVersion" ("tenantId", id, "manifestId", version, text, normalised, digest, "createdById",
        "runnerClass", size, profile)
      select 'ten_' || t, 'mnv_1', 'man_1', 1, '', '{}', 'd', 'usr_author', 'serverless', 'small', 'private_vpc'
      ${tenants}`,
    `insert into "Deployment" ("tenantId", id, "manifestId", "manifestVersionId", "environmentId", status, "requestedById")
      select ${tenant}, ${id('dep')}, 'man_1', 'mnv_1', '${environment}', 'succeeded', 'usr_other' ${rows}`,
    `insert into "ApprovalRequest" ("tenantId", id, kind, "subjectId", "deploymentId", "environmentId", "manifestId",
        "decisionDigest", slots, required, status, "requestedById", summary, risks, "expiresAt", "createdAt")
      select ${tenant}, ${id('apr')}, (case when i % 7 = 0 then 'exception' else 'deployment' end)::"ApprovalKind", ${id('dep')},
        ${id('dep')}, '${environment}', 'man_1', 'd', '${slots}', 2, (case when ${open} then 'open' else 'executed' end)::"ApprovalStatus",
        (case when i % 30 = 0 then '${grace}' else 'usr_other' end), 'Deploy m version 1 to prod',
        (case when i % 3 = 0 then '{prod,xlarge}' else '{prod}' end)::text[], now() + interval '7 days', now() ${rows}`,
    `insert into "ApprovalVote" ("tenantId", id, "approvalId", "userId", verdict, fills)
      select ${tenant}, ${id('vot')}, ${id('apr')}, (case when i % 40 = 0 then '${grace}' else 'usr_b' end), 'approve', '{approval.prod}' ${rows}`,
    `insert into "ApprovalSnooze" ("tenantId", "userId", "approvalId", until)
      select ${tenant}, '${grace}', ${id('apr')}, now() + interval '1 day' ${rows} where i % 70 = 0`,
    'analyze',
  ]
  for (const statement of statements) await owner.query(statement)
  await owner.end()
}
